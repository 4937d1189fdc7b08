import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { PeopleService } from './people.service.js';
import type { Person } from './person.js';

const ada = { personId: '7', name: 'Ada', locale: 'en' } as const;

/** Documents that count what is written. */
class CountingDocuments extends MemoryDocuments<Person> {
  writes = 0;

  override async change(key: string, change: (person: Person | undefined) => Person | undefined) {
    return super.change(key, (before) => {
      const after = change(before);
      if (after !== undefined && after !== before) this.writes += 1;
      return after;
    });
  }
}

let records: CountingDocuments;
let people: PeopleService;
beforeEach(() => {
  records = new CountingDocuments();
  people = new PeopleService(records, { personDefaults: { showScenes: false, approveAboveUsd: 5 } });
});

describe('the records of the persons', () => {
  it('begin with what the settings say', async () => {
    expect(await people.of(ada)).toEqual({
      version: 1,
      personId: '7',
      name: 'Ada',
      telegramLocale: 'en',
      showScenes: false,
      approveAboveUsd: 5,
      jobs: [],
      films: [],
    });
  });

  it('are written only when something is new', async () => {
    await people.of(ada);
    await people.of(ada);
    expect(records.writes).toBe(1);
    await people.change('7', (person) => ({ ...person, chosenLocale: 'ru', access: 'allowed' }));
    const renamed = await people.of({ ...ada, name: 'Ada L.', locale: undefined });
    expect(renamed).toMatchObject({ name: 'Ada L.', chosenLocale: 'ru', access: 'allowed' });
    expect(renamed.telegramLocale).toBeUndefined();
    expect(records.writes).toBe(3);
  });

  it('cannot be changed before somebody was there', async () => {
    await expect(people.change('8', (person) => person)).rejects.toThrow('nothing is known of person 8');
    expect(await people.read('8')).toBeUndefined();
  });
});
