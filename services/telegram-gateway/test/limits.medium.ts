import { afterEach, describe, expect, it } from '@jest/globals';
import { UpdateReceived } from '@kinoline/contracts';
import type { Person, Screen, TelegramCall } from '@kinoline/sandbox';
import { waitFor } from '@kinoline/testing';
import { type ChatLine, type ChatLineOptions, startChatLine } from './chat-line.js';

let line: ChatLine | undefined;
const start = async (options: ChatLineOptions = {}): Promise<ChatLine> =>
  (line = await startChatLine({ pace: 'limited', ...options }));
afterEach(async () => {
  await line?.stop();
  line = undefined;
});

const refused = (calls: readonly TelegramCall[]): TelegramCall[] =>
  calls.filter(({ status }) => status === 429);
const people = (of: ChatLine, count: number): Person[] => Array.from({ length: count }, () => of.person());
const ofTheBot = async (person: Person): Promise<string[]> =>
  (await person.messages()).filter(({ from }) => from === 'bot').map(({ text }) => text);
/** When a person was answered first, in milliseconds since 1970, and how long that took. */
const firstAnswer = async (person: Person): Promise<{ readonly at: number; readonly ms: number }> => {
  const screens = await person.screens();
  const first = (who: Screen['from']): number =>
    Date.parse(screens.find(({ from }) => from === who)?.at ?? '');
  return { at: first('bot'), ms: first('bot') - first('person') };
};
const manyMs = 240_000;
/** The buttons of /settings, and what stands there after each. */
const languages = [
  [/Русский/, /Настройки/],
  [/English/, /Settings/],
] as const;

describe("Telegram's limits", () => {
  it.each(['polling', 'webhook'] as const)(
    'hold with 100 chats at once (%s): Telegram never has to refuse',
    async (mode) => {
      const { sandbox, settled } = await start({ mode });
      const crowd = people(line!, 100);
      const talk = async (person: Person): Promise<void> => {
        await person.say('/start');
        await person.tap(/📹/, { timeoutMs: manyMs });
        await person.say('/help');
        await person.waitFor(/\/status/, { timeoutMs: manyMs });
        await person.say('/settings');
        await person.waitFor(/./, { timeoutMs: manyMs });
      };
      await Promise.all(crowd.map(talk));
      await settled();
      const calls = await sandbox.telegram.calls();
      expect(refused(calls)).toEqual([]);
      expect(calls.filter(({ accepted }) => !accepted)).toEqual([]);
      expect((await line!.all(UpdateReceived)).length).toBe(400);
    },
    manyMs,
  );

  it(
    'of a group are waited for, 20 messages a minute',
    async () => {
      const { sandbox, person, settled } = await start();
      const group = { id: -4_000_000_007, type: 'supergroup', title: 'Film club' } as const;
      const members = Array.from({ length: 8 }, () => person({ group }));
      for (const member of members) {
        for (const command of ['/help', '/terms', '/budget']) await member.say(command);
      }
      await waitFor(async () => (await ofTheBot(members[0]!)).length >= 24, {
        what: 'all answers',
        timeoutMs: manyMs,
      });
      await settled();
      expect(refused(await sandbox.telegram.calls())).toEqual([]);
      expect(await ofTheBot(members[0]!)).toHaveLength(24);
    },
    manyMs,
  );

  it(
    'keep no press waiting while 100 chats wait for their turn',
    async () => {
      const { sandbox, settled } = await start({ env: { TELEGRAM_MESSAGES_PER_SECOND: '10' } });
      const [pressing, crowd] = [people(line!, 5), people(line!, 100)];
      await Promise.all(pressing.map((each) => each.say('/settings')));
      await Promise.all(pressing.map((each) => each.waitFor(/./)));
      const timed = async (waiting: () => Promise<unknown>): Promise<number> => {
        const begun = performance.now();
        await waiting();
        return performance.now() - begun;
      };
      const helped = async (each: Person): Promise<void> => {
        await each.say('/help');
        await each.waitFor(/\/status/, { timeoutMs: manyMs });
      };
      const presses: number[] = [];
      const press = async (each: Person): Promise<void> => {
        for (const [label, title] of languages) {
          presses.push(await timed(async () => (await each.tap(label)).answered(manyMs)));
          await each.waitFor(title, { timeoutMs: manyMs });
        }
      };
      const [messages] = await Promise.all([
        Promise.all(crowd.map((each) => timed(() => helped(each)))),
        Promise.all(pressing.map(press)),
      ]);
      await settled();
      expect(presses).toHaveLength(10);
      expect(Math.max(...presses)).toBeLessThan(Math.max(...messages) / 2);
      expect(refused(await sandbox.telegram.calls())).toEqual([]);
    },
    manyMs,
  );

  it('keep whoever writes a lot waiting, and nobody else', async () => {
    const { sandbox, person, settled } = await start();
    const [ada, bob] = [person(), person()];
    for (let count = 0; count < 15; count++) await ada.say('/help');
    await bob.say('/help');
    await bob.waitFor(/\/status/);
    expect((await ofTheBot(ada)).length).toBeLessThan(15);
    await settled();
    expect(await ofTheBot(ada)).toHaveLength(15);
    expect(refused(await sandbox.telegram.calls())).toEqual([]);
  });
});

describe('a person with hundreds of updates', () => {
  it(
    'keeps nobody else waiting, and each is answered, once and in order',
    async () => {
      const { sandbox, person, settled } = await start({ pace: 'hasty' });
      const [ada, bob] = [person(), person()];
      const match = { provider: 'telegram', operation: 'sendMessage', chat: ada.chatId } as const;
      sandbox.behave({ match, action: { kind: 'respond', status: 429, retryAfter: 19 }, times: 2 });
      await Promise.all(Array.from({ length: 300 }, (_, count) => ada.say(`/step${count}x`)));
      const areTaken = async (): Promise<boolean> =>
        (await sandbox.telegram.updates()).every(({ confirmed }) => confirmed);
      await waitFor(areTaken, { what: 'all updates to be taken', timeoutMs: manyMs, intervalMs: 250 });
      await bob.say('/help');
      await bob.waitFor(/\/status/, { timeoutMs: manyMs });
      await settled();
      const [adas, bobs] = [await firstAnswer(ada), await firstAnswer(bob)];
      expect(bobs.at).toBeLessThan(adas.at);
      expect(bobs.ms).toBeLessThan(adas.ms / 3);
      const said = (await ada.messages()).filter(({ from }) => from === 'person').map(({ text }) => text);
      const answers = (await ofTheBot(ada)).map((text) => /\/step\d+x/.exec(text)?.[0]);
      expect(answers).toEqual(said);
      expect(new Set(answers).size).toBe(300);
    },
    manyMs,
  );
});

describe('a storm of refusals', () => {
  const storm = { match: { provider: 'telegram', operation: 'sendMessage' } } as const;
  const refusing = { kind: 'respond', status: 429, retryAfter: 2 } as const;

  it(
    'is waited out: everybody is answered, once',
    async () => {
      const { sandbox, settled } = await start();
      const crowd = people(line!, 40);
      sandbox.behave({ ...storm, action: refusing, times: 60 });
      await Promise.all(crowd.map((person) => person.say('/help')));
      await Promise.all(crowd.map((person) => person.waitFor(/\/status/, { timeoutMs: manyMs })));
      await settled();
      const times = refused(await sandbox.telegram.calls()).map(({ at }) => Date.parse(at));
      expect(times).toHaveLength(60);
      // What was under way at the first refusal, and then nothing before the time Telegram asked for is over.
      const densest = times.map((from) => times.filter((at) => at >= from && at < from + 2_000).length);
      expect(Math.max(...densest)).toBeLessThanOrEqual(25);
      expect(await Promise.all(crowd.map(ofTheBot))).toEqual(crowd.map(() => [expect.any(String)]));
    },
    manyMs,
  );

  it(
    'of edits, deletions and presses is waited out: what was said last stands there, once',
    async () => {
      const { sandbox, settled } = await start();
      const crowd = people(line!, 12);
      const storms = { editMessageText: 15, deleteMessage: 8, answerCallbackQuery: 15 };
      for (const [operation, times] of Object.entries(storms)) {
        sandbox.behave({ match: { provider: 'telegram', operation }, action: refusing, times });
      }
      const talk = async (person: Person): Promise<void> => {
        await person.say('/settings');
        for (const [label, title] of languages) {
          await (await person.tap(label, { timeoutMs: manyMs })).answered(manyMs);
          await person.waitFor(title, { timeoutMs: manyMs });
        }
        // A new panel below, and the old one goes.
        await person.say('/settings');
      };
      await Promise.all(crowd.map(talk));
      await settled();
      const calls = await sandbox.telegram.calls();
      // Those that were wanted, and none that a limit of Telegram was broken for.
      for (const [method, times] of Object.entries(storms)) {
        expect([method, refused(calls).filter((call) => call.method === method).length]).toEqual([
          method,
          times,
        ]);
      }
      expect(refused(calls)).toHaveLength(38);
      for (const { method, chatId, at } of refused(calls)) {
        const again = calls.filter(
          (call) => call.method === method && call.chatId === chatId && call.at > at,
        );
        if (chatId !== undefined)
          expect(+new Date(again[0]!.at) - +new Date(at)).toBeGreaterThanOrEqual(2_000);
      }
      expect(await Promise.all(crowd.map(ofTheBot))).toEqual(
        crowd.map(() => [expect.stringMatching(/Settings/)]),
      );
    },
    manyMs,
  );

  it('of one chat concerns no other', async () => {
    const { sandbox, person, settled } = await start();
    const [ada, bob] = [person(), person()];
    sandbox.behave({ ...storm, action: { ...refusing, retryAfter: 10 }, times: 1 });
    await ada.say('/help');
    const { at } = await sandbox.telegram.waitForCall(({ status }) => status === 429);
    await bob.say('/help');
    await Promise.all([ada, bob].map((each) => each.waitFor(/\/status/, { timeoutMs: 30_000 })));
    const [adas, bobs] = [await firstAnswer(ada), await firstAnswer(bob)];
    expect(bobs.at).toBeLessThan(adas.at);
    expect(adas.at - Date.parse(at)).toBeGreaterThanOrEqual(10_000);
    await settled();
  });
});
