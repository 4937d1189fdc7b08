import { randomInt } from 'node:crypto';
import type { TelegramCall } from '../../telegram/calls.js';
import type { DeliveryMode, UpdateRecord } from '../../telegram/updates/entry.js';
import type { ControlHttp } from '../http.js';
import { drivePerson } from './drive.js';
import { factsOf } from './person.js';
import type { Person, PersonFacts } from './person.js';

/** Telegram's side of a sandbox: the people, and what became of the bot's calls and updates. */
export interface TelegramControl {
  /** Somebody with the bot, in a private chat or in a group. Two of the same id are the same person. */
  person(facts?: PersonFacts): Person;
  /** Every call of the Bot API after the one of this sequence, accepted or refused, in the order of the answers. */
  calls(after?: number): Promise<TelegramCall[]>;
  /** The first such call that fits. Rejects when none comes within `timeoutMs` (default 15,000). */
  waitForCall(
    fits: (call: TelegramCall) => boolean,
    options?: { readonly after?: number; readonly timeoutMs?: number },
  ): Promise<TelegramCall>;
  /** Everything that was for the bot, oldest first, and how often it got it. */
  updates(): Promise<UpdateRecord[]>;
  /**
   * Delivers updates again, `times` more (default 1): over a webhook any of them, over polling those that are not
   * confirmed. Resolves with the ids of those that come again.
   */
  redeliver(updates: readonly number[] | 'all', times?: number): Promise<number[]>;
  /** How updates are delivered from now on; nothing given is the usual: once each, in order, at once. */
  deliver(mode: Partial<DeliveryMode>): Promise<void>;
}

/** Ids of today's people need more than 32 bits. */
const personIds = [5_000_000_000, 8_000_000_000] as const;
const patienceMs = 15_000;

/** Telegram's side of the sandbox behind `http`. */
export function telegramControl(http: ControlHttp): TelegramControl {
  const calls = async (after: number, waitMs: number): Promise<TelegramCall[]> =>
    (await http.call('GET', `telegram/calls?after=${after}&waitMs=${Math.ceil(waitMs)}`)) as TelegramCall[];
  return {
    person: (facts = {}) => drivePerson(http, factsOf(facts, facts.id ?? randomInt(...personIds))),
    calls: (after = 0) => calls(after, 0),
    async waitForCall(fits, { after = 0, timeoutMs = patienceMs } = {}) {
      const deadline = Date.now() + timeoutMs;
      let last = after;
      for (let left = timeoutMs; left > 0; left = deadline - Date.now()) {
        const fresh = await calls(last, Math.min(left, 20_000));
        const found = fresh.find(fits);
        if (found) return found;
        last = fresh.at(-1)?.sequence ?? last;
      }
      throw new Error(`no such call within ${timeoutMs} ms`);
    },
    updates: async () => (await http.call('GET', 'telegram/updates')) as UpdateRecord[],
    redeliver: async (updates, times = 1) => {
      const result = await http.call('POST', 'telegram/redeliver', { updates, times });
      return (result as { again: number[] }).again;
    },
    deliver: async (mode) => {
      await http.call('PUT', 'telegram/delivery', mode);
    },
  };
}
