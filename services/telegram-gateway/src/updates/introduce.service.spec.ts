import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { dictionary, PeopleDesk } from '../../test/people-desk.js';
import { BotService } from './bot.service.js';
import type { Audience, BotProfile } from './bot-profile.js';
import { IntroduceService } from './introduce.service.js';

describe('how the bot presents itself', () => {
  const told: { readonly what: string; readonly audience: Audience; readonly text: string }[] = [];
  const profile: BotProfile = {
    identity: () => Promise.resolve({ id: 1, username: 'kinoline_bot' }),
    setCommands: ([first], audience) => {
      told.push({ what: 'commands', audience, text: first?.description ?? '' });
      return Promise.resolve();
    },
    setDescriptions: ({ long }, audience) => {
      told.push({ what: 'descriptions', audience, text: long });
      return Promise.resolve();
    },
  };
  beforeEach(async () => {
    Logger.overrideLogger(false);
    told.length = 0;
    const bot = new BotService({ telegram: undefined });
    const desk = new PeopleDesk();
    await desk.people.of({ personId: '70001', name: 'Owner', locale: 'ru' });
    const service = new IntroduceService(profile, dictionary, desk.settings, desk.people, bot);
    await service.run(AbortSignal.timeout(5_000));
  });

  it('in Russian to everybody who is answered in Russian, in English to all others', () => {
    const [general, ...own] = told.filter(({ what }) => what === 'descriptions');
    expect(general).toMatchObject({ audience: {}, text: expect.stringMatching(/^[^а-я]+$/) });
    expect(own.map(({ audience }) => audience.language)).toEqual(
      expect.arrayContaining(['ru', 'be', 'kk', 'ky', 'tg', 'uz', 'tt', 'ba', 'cv', 'ce', 'os']),
    );
    expect(own.filter(({ text }) => !/[а-я]/.test(text))).toEqual([]);
    expect(own.every(({ audience }) => /^[a-z]{2}$/.test(audience.language ?? ''))).toBe(true);
  });

  it('to an owner in their own chat, in the language that they are answered in', () => {
    const owner = told.filter(({ audience }) => audience.chatId === '70001');
    expect(owner).toEqual([
      { what: 'commands', audience: { chatId: '70001' }, text: expect.stringMatching(/[а-я]/) },
    ]);
  });
});
