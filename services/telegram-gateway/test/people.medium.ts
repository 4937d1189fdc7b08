import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '@kinoline/sandbox';
import { type ChatLine, startChatLine } from './chat-line.js';

const ownerId = 90_001;
const allowedGroup = -100_500;

let line: ChatLine;
beforeAll(async () => {
  line = await startChatLine({
    env: {
      BOT_ACCESS: 'list',
      BOT_OWNER_IDS: String(ownerId),
      BOT_ALLOWED_IDS: `90002,${allowedGroup}`,
      BOT_CONTACT: '@kinoline_owner',
      QUOTA_PERSON_DAY_USD: '10',
      QUOTA_PERSON_JOBS_AT_ONCE: '2',
    },
  });
});
afterAll(() => line.stop());

const owner = (): Person => line.person({ id: ownerId, firstName: 'Olga', language: 'en' });

/** What the bot said in a person's chat, oldest first. */
async function said(person: Person): Promise<string[]> {
  return (await person.messages()).filter(({ from }) => from === 'bot').map(({ text }) => text);
}

describe('a stranger', () => {
  it.each([
    ['en', 90_010, /by invitation only/],
    ['ru', 90_011, /только для приглашённых/],
  ] as const)(
    'gets one polite line, with their number and whom to ask (%s)',
    async (language, id, polite) => {
      const stranger = line.person({ id, language });
      await stranger.say('/start');
      const { text } = await stranger.waitFor(polite);
      expect(text).toContain(String(id));
      expect(text).toContain('@kinoline_owner');
      await stranger.say('A fox runs');
      await stranger.say('/stats');
      await line.settled();
      expect(await said(stranger)).toHaveLength(1);
    },
  );

  it('is told when an owner lets them in, and may begin at once', async () => {
    const stranger = line.person({ id: 90_012, firstName: 'Борис', language: 'ru' });
    await stranger.say('/start');
    await stranger.waitFor(/90012/);
    const host = owner();
    await host.say('/allow 90012');
    await host.waitFor('✅ Борис (90012) may use the bot.');
    await stranger.waitFor(/Теперь бот открыт для вас/);
    await line.restartGateway();
    await stranger.say('/start');
    await stranger.waitFor(/Здравствуйте/);

    await host.say('/deny 90012');
    await host.waitFor(/may not use the bot any more/);
    await stranger.say('/new');
    await line.settled();
    expect((await said(stranger)).at(-1)).toMatch(/Здравствуйте/);
  });

  it('is told once in a group as well, unless the group is on the list', async () => {
    const lone = line.person({ id: 90_013, group: { id: -100_600 } });
    await lone.say('what a day');
    await lone.say('/help');
    await lone.waitFor(/by invitation only/);
    await lone.say('/new');
    await line.settled();
    expect(await said(lone)).toEqual([expect.stringContaining('90013')]);
    const member = line.person({ id: 90_013, group: { id: allowedGroup } });
    await member.say('/help');
    await member.waitFor(/I turn a text into a film/);
  });
});

describe('the settings', () => {
  it('change the language of everything at once, and stay', async () => {
    const person = line.person({ id: 90_002, language: 'en' });
    await person.say('/settings');
    await person.waitFor(/Language: English/);
    await person.tap('Русский');
    await person.waitFor(/Язык: русский/);
    await person.tap('Утверждать всегда');
    await person.waitFor(/утверждаете её перед каждой съёмкой/);
    await person.tap('✖️ Закрыть');
    await line.settled();
    expect((await person.sight()).commands).toContainEqual({
      command: 'new',
      description: 'Снять новый фильм',
    });
    await line.restartGateway();
    await person.say('/budget');
    const { text } = await person.waitFor(/Ваш день/);
    expect(text).toContain('Осталось: $10.00 из $10.00');
    expect(text).toContain('Сейчас в работе: 0 (одновременно можно 2)');
    await person.say('/settings');
    await person.tap('✓ Утверждать всегда');
    await person.tap('English');
    await person.waitFor(/you approve it before the shooting, every time/);
  });
});

describe('the owner', () => {
  it('sets a limit that the person sees', async () => {
    const host = owner();
    await host.say('/limit 90002 2.5');
    await host.waitFor(/may spend \$2\.50 a day/);
    const person = line.person({ id: 90_002, language: 'en' });
    await person.say('/budget');
    await person.waitFor(/Left: \$2\.50 of \$2\.50/);
  });

  it('sees the day; to others there is no such command', async () => {
    const host = owner();
    await host.say('/stats');
    await host.waitFor(/Films begun: 0 · in the making: 0/);
    const person = line.person({ id: 90_002, language: 'en' });
    await person.say('/stats');
    await person.say('/help');
    await person.waitFor(/I turn a text into a film/);
    expect((await said(person)).join()).not.toContain('Films begun: 0 ·');
  });
});
