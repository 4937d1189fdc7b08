import { loadDictionary } from '../src/adapters/fluent-dictionary.js';
import type { AccessSettings, UseLimits } from '../src/config.js';
import type { Reply, Turn } from '../src/conversation/topic.js';
import { PeopleService } from '../src/people/people.service.js';
import { languageOf, type Person } from '../src/people/person.js';
import type { QuotaBook } from '../src/people/quota-book.js';
import { QuotasService } from '../src/people/quotas.service.js';
import type { Happening } from '../src/telegram/chat-event.js';
import { MemoryDocuments } from './memory-documents.js';

/** The texts as they are. */
export const dictionary = loadDictionary();

/** Nothing is limited. */
export const noLimits: UseLimits = { jobsAtOnce: undefined, jobsADay: undefined, dayUsd: undefined };

/** Persons and quotas in memory, and turns of their talks. */
export class PeopleDesk {
  readonly records = new MemoryDocuments<Person>();
  readonly books = new MemoryDocuments<QuotaBook>();
  readonly settings: {
    readonly access: AccessSettings;
    readonly contact: string | undefined;
    readonly keptDays: { readonly messages: number; readonly clips: number; readonly films: number };
    readonly personDefaults: { readonly showScenes: boolean; readonly approveAboveUsd: number };
  };
  readonly people: PeopleService;
  readonly quotas: QuotasService;

  constructor(access: Partial<AccessSettings> = {}) {
    this.settings = {
      access: {
        ...{ access: 'list', ownerIds: new Set(['70001']), allowedIds: new Set() },
        ...{
          eachPerson: noLimits,
          everyone: noLimits,
          budgets: { jobUsd: undefined, personDayUsd: undefined },
        },
        ...access,
      },
      contact: '@ada',
      keptDays: { messages: 7, clips: 7, films: 30 },
      personDefaults: { showScenes: true, approveAboveUsd: 5 },
    };
    this.people = new PeopleService(this.records, this.settings);
    this.quotas = new QuotasService(this.books, this.settings);
  }

  /** Something that a person does, with the record they have by now. */
  async turn(personId: string, what: Happening, now = new Date('2026-11-22T12:00:00Z')): Promise<Turn> {
    const sender = { personId, name: `N${personId}`, locale: 'en' as const };
    const person = await this.people.of(sender);
    return {
      event: {
        ...{ updateId: 1, at: +now / 1000, messageId: 1, sender, what },
        chat: { id: personId, kind: 'private' },
      },
      person,
      conversation: { version: 1, handled: [] },
      words: dictionary[languageOf(person)],
      now,
    };
  }

  /** Records what a reply says of the person, as the talk does. */
  async keep({ person: change }: Reply, personId: string): Promise<void> {
    if (change) await this.people.change(personId, change);
  }
}

/** What a reply shows in the chat, one text an effect. */
export function shown({ effects = [] }: Reply): string[] {
  return effects.flatMap((effect) => ('screen' in effect && effect.screen ? [effect.screen.html] : []));
}
