import { FilmStitched, SceneRendered } from '@kinoline/contracts';
import type { Person, Screen } from '@kinoline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChatLine, startChatLine } from './chat-line.js';
import { PlayedJob } from './jobs-line.js';

describe('status messages under Telegram’s limits', () => {
  let line: ChatLine;
  beforeAll(async () => {
    line = await startChatLine({ pace: 'limited' });
  });
  afterAll(() => line.stop());

  it('show much that happens in few edits, and break no limit in a group', async () => {
    const group = { id: -1_006_000, type: 'supergroup' as const, title: 'Film club' };
    const person = line.person({ id: 601, group });
    const job = await PlayedJob.begin(line, person, { command: '/new@kinoline_sandbox_bot' });
    await person.waitFor('Writing the scenes');
    const before = (await line.sandbox.telegram.calls()).length;
    await job.plan();
    for (const scene of [1, 2, 3]) {
      await job.lose(scene);
      await job.render(scene, 2);
    }
    await line.settled(SceneRendered);
    await person.waitFor('Joining the scenes', { timeoutMs: 30_000 });
    const calls = (await line.sandbox.telegram.calls()).slice(before);
    expect(calls.filter(({ accepted, status }) => !accepted || status === 429)).toEqual([]);
    const edits = calls.filter(({ method }) => method === 'editMessageText');
    expect(edits.length).toBeLessThanOrEqual(5);
  });
});

describe('films in a storm of refusals', () => {
  let line: ChatLine;
  beforeAll(async () => {
    line = await startChatLine({ pace: 'limited' });
  });
  afterAll(() => line.stop());

  it('are shown and brought all the same, and no limit is broken meanwhile', async () => {
    const storms = { editMessageText: 12, sendChatAction: 5, answerCallbackQuery: 4 };
    for (const [operation, times] of Object.entries(storms)) {
      line.sandbox.behave({
        ...{ match: { provider: 'telegram', operation }, times },
        action: { kind: 'respond', status: 429, retryAfter: 2 },
      });
    }
    const crowd = Array.from({ length: 8 }, (_, at) => line.person({ id: 6_500 + at }));
    const play = async (person: Person): Promise<Screen> => {
      const job = await PlayedJob.begin(line, person, { timeoutMs: 60_000 });
      await job.plan();
      for (const scene of [1, 2, 3]) await job.render(scene);
      await person.waitFor('Joining the scenes', { timeoutMs: 60_000 });
      await job.stitch();
      return person.waitFor(({ kind, buttons }) => kind === 'video' && buttons.flat().length > 0, {
        timeoutMs: 60_000,
      });
    };
    await Promise.all(crowd.map(play));
    await line.settled(FilmStitched);
    const calls = await line.sandbox.telegram.calls();
    const refused = calls.filter(({ status }) => status === 429);
    for (const [method, times] of Object.entries(storms)) {
      expect([method, refused.filter((call) => call.method === method).length]).toEqual([method, times]);
    }
    // None but those that were wanted: no limit was broken.
    expect(refused).toHaveLength(21);
    const films = calls.filter(({ method, accepted }) => method === 'sendVideo' && accepted);
    expect(new Set(films.map(({ chatId }) => chatId)).size).toBe(8);
  }, 240_000);
});

describe('100 chats, each with a film', () => {
  const manyMs = 240_000;
  let line: ChatLine;
  beforeAll(async () => {
    line = await startChatLine({ pace: 'limited' });
  });
  afterAll(() => line.stop());

  it(
    'get their film, and Telegram never has to refuse',
    async () => {
      const crowd = Array.from({ length: 100 }, (_, at) => line.person({ id: 7_000 + at }));
      const play = async (person: Person): Promise<Screen> => {
        const job = await PlayedJob.begin(line, person, { timeoutMs: manyMs });
        await job.plan();
        for (const scene of [1, 2, 3]) await job.render(scene);
        await job.stitch();
        const isFilm = ({ buttons }: Screen): boolean =>
          buttons.flat().some(({ label }) => label.startsWith('➕'));
        return person.waitFor(isFilm, { timeoutMs: manyMs });
      };
      const films = await Promise.all(crowd.map(play));
      expect(films.map(({ kind }) => kind)).toEqual(crowd.map(() => 'video'));
      const calls = await line.sandbox.telegram.calls();
      expect(calls.filter(({ status }) => status === 429)).toEqual([]);
      expect(calls.filter(({ accepted, method }) => !accepted && method !== 'getUpdates')).toEqual([]);
      const filmsSent = calls.filter(({ method, accepted }) => method === 'sendVideo' && accepted);
      expect(filmsSent.length).toBeLessThanOrEqual(400);
    },
    manyMs,
  );
});
