import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MessageHistory } from '@kinoline/messaging';
import { dictionary, noLimits, PeopleDesk, shown } from '../../test/people-desk.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { FailuresService } from './failures.service.js';
import { OwnerService } from './owner.service.js';
import { OwnerTopic } from './owner.topic.js';
import { StatsService } from './stats.service.js';

const owner = '70001';
const known = '70002';
const jobId = (number: number): string => `0193c000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A history of failed takes. */
function historyOf(failed: readonly { code: string; time: string; name?: string }[]): MessageHistory {
  const began = (time: string): string => {
    const at = Date.parse(time).toString(16).padStart(12, '0');
    return `${at.slice(0, 8)}-${at.slice(8)}-7000-8000-000000000000`;
  };
  const of = (name: string) => failed.filter((each) => (each.name ?? 'SceneFailed') === name);
  const history: Partial<MessageHistory> = {
    identities: ({ name }) =>
      Promise.resolve(of(name).map(({ time }, at) => ({ jobId: began(time), scene: String(at) }))),
    first: (({ name }: { name: string }, { scene }: { scene: number }) => {
      const { code, time } = of(name)[scene]!;
      return Promise.resolve({ time, data: { code } });
    }) as unknown as MessageHistory['first'],
  };
  return history as MessageHistory;
}

let desk: PeopleDesk;
let topic: OwnerTopic;
beforeEach(() => {
  desk = new PeopleDesk({ eachPerson: { ...noLimits, dayUsd: 10 }, everyone: { ...noLimits, dayUsd: 100 } });
  topic = topicWith(historyOf([]));
});

function topicWith(history: MessageHistory): OwnerTopic {
  return new OwnerTopic(
    desk.settings,
    { answer: () => Promise.resolve({ toast: { text: 'what?' } }) },
    new OwnerService(desk.people, desk.settings, dictionary),
    new StatsService(desk.books, desk.settings, desk.people, new FailuresService(history)),
  );
}

type Name = 'stats' | 'allow' | 'deny' | 'limit';
type About = Extract<ChatEvent['what'], { kind: 'command' }>['about'];

async function say(name: Name, rest = '', from = owner, about?: About) {
  const turn = await desk.turn(from, { kind: 'command', name, rest, ...(about && { about }) });
  return topic.commands[name](turn);
}

describe('the commands of the owners', () => {
  it('are none to everybody else', async () => {
    for (const name of ['stats', 'allow', 'deny', 'limit'] as const) {
      expect(await say(name, known, '70009')).toEqual({ toast: { text: 'what?' } });
    }
    expect(await desk.people.read(known)).toBeUndefined();
  });

  it('let somebody in and tell them, in their language', async () => {
    await desk.people.of({ personId: known, name: 'Борис', locale: 'ru' });
    const reply = await say('allow', known);
    expect(reply.effects).toMatchObject([
      { kind: 'message', screen: { html: '✅ Борис (70002) may use the bot.' } },
      { kind: 'tell', chatId: known, screen: { html: expect.stringContaining('бот открыт для вас') } },
    ]);
    expect(await desk.people.read(known)).toMatchObject({ access: 'allowed' });
  });

  it('speak of somebody who never wrote, or whose message they answer', async () => {
    await say('allow', '70005');
    expect(await desk.people.read('70005')).toMatchObject({ name: '70005', access: 'allowed' });
    const reply = await say('deny', '', owner, { personId: '70006', name: 'Eve' });
    expect(shown(reply)).toEqual([expect.stringContaining('Eve (70006) may not use the bot')]);
    expect(await desk.people.read('70006')).toMatchObject({ access: 'denied' });
  });

  it('set and lift a limit', async () => {
    expect(shown(await say('limit', `${known} 7.50`))).toEqual(['✅ 70002 (70002) may spend $7.50 a day.']);
    expect(desk.quotas.dayLimitUsd((await desk.people.read(known))!)).toBe(7.5);
    expect(shown(await say('limit', `${known} off`))[0]).toContain(
      'the general limit holds again: $10.00 a day',
    );
    expect(desk.quotas.dayLimitUsd((await desk.people.read(known))!)).toBe(10);
    expect(shown(await say('limit', '5', owner, { personId: known, name: 'Bo' }))[0]).toContain('$5.00');
  });

  it('say when the budget is smaller than a limit', async () => {
    desk = new PeopleDesk({ budgets: { jobUsd: undefined, personDayUsd: 3 } });
    topic = topicWith(historyOf([]));
    expect(shown(await say('limit', `${known} 7.50`))[0]).toContain(
      'may spend $7.50 a day. ⚠️ Until BUDGET_PERSON_DAY_USD is raised it stays at $3.00',
    );
    expect(shown(await say('limit', `${known} 3`))).toEqual(['✅ 70002 (70002) may spend $3.00 a day.']);
  });

  it('say the right form when they are not clear', async () => {
    expect(shown(await say('allow'))[0]).toContain('/allow 123456789');
    expect(shown(await say('deny', '@eve'))[0]).toContain('/deny 123456789');
    expect(shown(await say('limit', known))[0]).toContain('/limit 123456789 7.50');
    expect(shown(await say('limit', `${known} lots`))[0]).toContain('/limit 123456789 off');
    expect(shown(await say('allow', '-1001234'))[0]).toContain('BOT_ALLOWED_IDS: add -1001234');
    expect(shown(await say('deny', owner))[0]).toContain('BOT_OWNER_IDS');
  });
});

describe('/stats', () => {
  it('shows the day', async () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const [ada, bo] = await Promise.all(
      ['70003', '70004'].map((personId, at) =>
        desk.people.of({ personId, name: ['Ada', 'Bo'][at]!, locale: 'en' }),
      ),
    );
    await desk.quotas.admit(ada!, jobId(1), 4, now);
    await desk.quotas.admit(bo!, jobId(2), 3, now);
    await desk.quotas.bill('70003', jobId(1), { scene: 1, take: 1 }, 1.5, now);
    await desk.quotas.bill('70004', jobId(2), { scene: 1, take: 1 }, 2.5, now);
    await desk.quotas.release('70004', jobId(2), 'delivered', now);
    topic = topicWith(
      historyOf([
        { code: 'moderated', time: '2026-11-22T10:00:00Z' },
        { code: 'provider-failed', time: '2026-11-22T10:00:00Z' },
        { code: 'moderated', time: '2026-11-22T11:00:00Z' },
        { code: 'cancelled', time: '2026-11-22T11:00:00Z' },
        { code: 'moderated', time: '2026-11-21T23:00:00Z' },
        { code: 'no-scene-rendered', time: '2026-11-22T11:00:00Z', name: 'JobFailed' },
      ]),
    );
    expect(shown(await say('stats'))[0]).toBe(
      [
        '📊 <b>2026-11-22</b> (UTC)',
        '',
        'Films begun: 2 · in the making: 1',
        'Delivered: 1 · held: 0 · failed: 0 · stopped: 0 · not taken on: 0',
        'Spent: <b>$4.00</b> of $100.00 · set aside: $2.50',
        '',
        '<b>What failed</b>',
        '<code>moderated</code>: 2',
        '<code>provider-failed</code>: 1',
        '<code>no-scene-rendered</code>: 1',
        '',
        '<b>Who spent most</b>',
        'Bo (<code>70004</code>): $2.50, films: 1',
        'Ada (<code>70003</code>): $1.50, films: 1',
      ].join('\n'),
    );
  });

  it('is short on a quiet day', async () => {
    expect(shown(await say('stats'))[0]).toContain('Nothing failed.');
  });
});
