import { beforeEach, describe, expect, it } from '@jest/globals';
import { dictionary, noLimits, PeopleDesk, shown } from '../../test/people-desk.js';
import { BudgetTopic } from './budget.topic.js';
import { HelpTopic } from './help.topic.js';
import type { QuotaRefusal } from './quotas.js';
import { refusalText } from './refusal-words.js';

const command = (name: string) => ({ kind: 'command', name, rest: '' }) as const;
const jobId = '0193c000-0000-7000-8000-000000000001';

let desk: PeopleDesk;
beforeEach(() => {
  desk = new PeopleDesk({ eachPerson: { jobsAtOnce: 2, jobsADay: 10, dayUsd: 10 } });
});

describe('/budget', () => {
  it('shows what is spent, set aside and left', async () => {
    const turn = await desk.turn('7', command('budget'));
    await desk.quotas.admit(turn.person, jobId, 4, turn.now);
    await desk.quotas.bill('7', jobId, { scene: 1, take: 1 }, 1.2, turn.now);
    expect(shown(await new BudgetTopic(desk.quotas).commands.budget(turn))).toEqual([
      [
        '💵 <b>Your day</b> (UTC)',
        '',
        'Spent: <b>$1.20</b>',
        'Set aside for films in the making: $2.80',
        'Left: <b>$6.00</b> of $10.00',
        '',
        'Films begun: 1 of 10',
        'In the making: 1 of 2 at once',
        '',
        'The count begins anew at 00:00 UTC, in about 12 hours. What a running film does not use becomes free again.',
      ].join('\n'),
    ]);
  });

  it('promises nobody more than the budget has, whatever an owner said', async () => {
    const budgeted = new PeopleDesk({ budgets: { jobUsd: undefined, personDayUsd: 3 } });
    await budgeted.people.of({ personId: '7', name: 'Ada', locale: 'en' });
    await budgeted.people.change('7', (person) => ({ ...person, dayLimitUsd: 20 }));
    const bounded = await new BudgetTopic(budgeted.quotas).commands.budget(
      await budgeted.turn('7', command('budget')),
    );
    expect(shown(bounded)[0]).toContain('Left: <b>$3.00</b> of $3.00');
  });

  it('says when there are no limits', async () => {
    const free = new PeopleDesk({ eachPerson: noLimits });
    const [text] = shown(
      await new BudgetTopic(free.quotas).commands.budget(await free.turn('7', command('budget'))),
    );
    expect(text).toContain('There is no daily limit');
    expect(text).toContain('Films begun: 0\nIn the making: 0\n');
  });
});

describe('help and terms', () => {
  it('name the contact, and the owner their commands', async () => {
    const topic = new HelpTopic(desk.settings);
    const [text] = shown(await topic.commands.help(await desk.turn('7', command('help'))));
    expect(text).toContain('/new A fox');
    expect(text).toContain('@ada');
    expect(text).not.toContain('/stats');
    expect(shown(await topic.commands.help(await desk.turn('70001', command('help'))))[0]).toContain(
      '/stats',
    );
  });

  it('stand in the panel where a button asks for them', async () => {
    const turn = await desk.turn('7', { kind: 'press', pressId: 'p', data: 'help:show', messageId: 1 });
    const press = { topic: 'help', action: 'show', args: [] };
    expect(await new HelpTopic(desk.settings).press(turn, press)).toMatchObject({
      effects: [{ kind: 'panel', screen: { rows: [[{ data: 'film:home' }]] } }],
    });
  });

  it.each(['en', 'ru'] as const)('fit into a message: %s', async (locale) => {
    const topic = new HelpTopic(desk.settings);
    const turn = { ...(await desk.turn('70001', command('terms'))), words: dictionary[locale] };
    const texts = [...shown(await topic.commands.terms(turn)), ...shown(await topic.commands.help(turn))];
    expect(texts.map((text) => text.length > 4096)).toEqual([false, false]);
    expect(texts[0]).toContain('15');
    expect(texts[0]).toContain('@ada');
  });
});

describe('a limit that is reached', () => {
  const refusals: QuotaRefusal[] = [
    ...(['person', 'everyone'] as const).flatMap((of) => [
      { because: 'jobs-at-once' as const, of, limit: 21 },
      { because: 'jobs-a-day' as const, of, limit: 1 },
    ]),
    { because: 'person-day', limitUsd: 1000, leftUsd: 999.99 },
    { because: 'everyone-day', limitUsd: 1000, leftUsd: 0 },
    { because: 'job', limitUsd: 1000 },
  ];

  it.each(['en', 'ru'] as const)('is told in a toast: %s', (locale) => {
    for (const refusal of refusals) {
      const text = refusalText(refusal, dictionary[locale], 'plain');
      expect(text.length).toBeLessThanOrEqual(200);
      expect(text).not.toMatch(/[<>{}]/);
    }
  });

  it('is counted as the language does', () => {
    const ru = (limit: number) =>
      refusalText({ because: 'jobs-a-day', of: 'person', limit }, dictionary.ru, 'plain');
    expect([1, 3, 10, 21].map((limit) => /\d+ \S+ в день/.exec(ru(limit))?.[0])).toEqual([
      '1 фильм в день',
      '3 фильма в день',
      '10 фильмов в день',
      '21 фильм в день',
    ]);
  });
});
