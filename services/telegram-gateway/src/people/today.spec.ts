import { describe, expect, it } from '@jest/globals';
import { newJobId } from '../../test/films.js';
import { PeopleDesk } from '../../test/people-desk.js';
import { loadDictionary } from '../adapters/fluent-dictionary.js';
import { leftTodayUsd, todayLine } from './today.js';

const now = new Date('2026-11-22T12:00:00Z');
const { en, ru } = loadDictionary();

describe('what a person has left today', () => {
  const standing = {
    ...{ spentUsd: 3, reservedUsd: 1, limitUsd: 5 },
    ...{ jobsToday: 1, jobsADay: undefined, jobsRunning: 1, jobsAtOnce: undefined },
  };

  it('is told before and after something, or that it is too little', () => {
    expect(todayLine(standing, 0.6, en)).toBe('👛 You have $1.00 for today, $0.40 will be left after this');
    expect(todayLine(standing, 0.6, ru)).toBe('👛 На сегодня у вас $1.00, после этого останется $0.40');
    expect(todayLine(standing, 1.2, en)).toMatch(/^⚠️ You have \$1\.00 left for today, \$0\.20 short/);
  });

  it('is not told to whom nothing limits', () => {
    expect(todayLine({ ...standing, limitUsd: undefined }, 0.6, en)).toBeUndefined();
  });

  it('does not have the price of a job taken off twice that is shown beside it', async () => {
    const desk = new PeopleDesk();
    const person = await desk.people.of({ personId: '7', name: 'Ada', locale: 'en' });
    const [one, other] = [newJobId(), newJobId()];
    await desk.quotas.admit({ ...person, dayLimitUsd: 5 }, one, 2, now);
    await desk.quotas.admit({ ...person, dayLimitUsd: 5 }, other, 1, now);
    await desk.quotas.bill('7', other, { scene: 1, take: 1 }, 0.4, now);
    const left = async (without?: string): Promise<number | undefined> =>
      leftTodayUsd(await desk.quotas.standing({ ...person, dayLimitUsd: 5 }, now, without))?.leftUsd;
    expect(await Promise.all([left(), left(one), left(other)])).toEqual([2, 4, 2.6]);
  });
});
