import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, type PersonDefaults, SETTINGS } from '../config.js';
import type { Sender } from '../telegram/chat-event.js';
import type { People } from './people.js';
import type { Person } from './person.js';
import { PERSON_RECORDS } from './person-records.js';

/** Keeps the records of the persons, one document each. */
@Injectable()
export class PeopleService implements People {
  private readonly defaults: PersonDefaults;

  constructor(
    @Inject(PERSON_RECORDS) private readonly records: Documents<Person>,
    @Inject(SETTINGS) { personDefaults }: Pick<GatewaySettings, 'personDefaults'>,
  ) {
    this.defaults = personDefaults;
  }

  async of(sender: Sender): Promise<Person> {
    const known = await this.records.read(sender.personId);
    // Nearly always: nothing is new, nothing is written.
    if (known && isUpToDate(known, sender)) return known;
    return this.written(sender.personId, (person) =>
      person && isUpToDate(person, sender) ? person : upToDate(person ?? this.newcomer(sender), sender),
    );
  }

  read(personId: string): Promise<Person | undefined> {
    return this.records.read(personId);
  }

  change(personId: string, change: (person: Person) => Person): Promise<Person> {
    return this.written(personId, (person) => person && change(person));
  }

  /** @throws Error when there is no record, and `change` makes none */
  private async written(
    personId: string,
    change: (person: Person | undefined) => Person | undefined,
  ): Promise<Person> {
    const { document } = await this.records.change(personId, change);
    if (!document) throw new Error(`nothing is known of person ${personId}`);
    return document;
  }

  private newcomer({ personId, name }: Sender): Person {
    const { showScenes, approveAboveUsd } = this.defaults;
    return { version: 1, personId, name, showScenes, approveAboveUsd, jobs: [], films: [] };
  }
}

function isUpToDate({ name, telegramLocale }: Person, sender: Sender): boolean {
  return name === sender.name && telegramLocale === sender.locale;
}

function upToDate(person: Person, { name, locale }: Sender): Person {
  return { ...person, name, telegramLocale: locale };
}
