import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { Effect } from '../conversation/effect.js';
import { message, said } from '../conversation/replies.js';
import type { Reply, Turn } from '../conversation/topic.js';
import { dollars } from '../words/figures.js';
import { type Dictionary, DICTIONARY } from '../words/words.js';
import { type Meant, readDayLimit, readOwnerOrder } from './owner-order.js';
import { PEOPLE, type People } from './people.js';
import { languageOf, type Person } from './person.js';

/** A person an owner named, and what else stood in the command; or the answer when it was not clear. */
type Understood = { readonly person: Person; readonly rest: string } | { readonly answer: Reply };

/** Lets persons in, sends them away and limits them, as an owner says. Again, it is as once. */
@Injectable()
export class OwnerService {
  constructor(
    @Inject(PEOPLE) private readonly people: People,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'access'>,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
  ) {}

  /** `/allow <id>`; the person is told, where they have a chat with the bot. */
  async allow(turn: Turn): Promise<Reply> {
    const understood = await this.understand(turn, 'allow');
    if ('answer' in understood) return understood.answer;
    const person = await this.people.change(understood.person.personId, (before) => ({
      ...before,
      access: 'allowed',
    }));
    const html = this.dictionary[languageOf(person)].html('people-let-in');
    const told: Effect = { kind: 'tell', chatId: person.personId, screen: { html, rows: [] } };
    return confirmed(turn, 'people-owner-allowed', person, {}, [told]);
  }

  /** `/deny <id>` */
  async deny(turn: Turn): Promise<Reply> {
    const understood = await this.understand(turn, 'deny');
    if ('answer' in understood) return understood.answer;
    const { person } = understood;
    if (this.settings.access.ownerIds.has(person.personId)) {
      return confirmed(turn, 'people-owner-owner', person);
    }
    await this.people.change(person.personId, (before) => ({ ...before, access: 'denied' }));
    return confirmed(turn, 'people-owner-denied', person);
  }

  /** `/limit <id> <dollars a day|off>` */
  async limit(turn: Turn): Promise<Reply> {
    const understood = await this.understand(turn, 'limit');
    if ('answer' in understood) return understood.answer;
    const { person, rest } = understood;
    const limit = readDayLimit(rest);
    if (limit === undefined) return said(turn.words.html('people-owner-form-limit'));
    const dayLimitUsd = limit === 'off' ? undefined : limit;
    await this.people.change(person.personId, (before) => ({ ...before, dayLimitUsd }));
    const { eachPerson, budgets } = this.settings.access;
    if (dayLimitUsd !== undefined) {
      const { personDayUsd = Infinity } = budgets;
      const budget = dayLimitUsd > personDayUsd ? dollars(personDayUsd) : 'enough';
      return confirmed(turn, 'people-owner-limit', person, { limit: dollars(dayLimitUsd), budget });
    }
    const { dayUsd } = eachPerson;
    const general = dayUsd === undefined ? 'none' : dollars(dayUsd);
    return confirmed(turn, 'people-owner-limit-off', person, { limit: general });
  }

  private async understand(
    { event: { what }, words }: Turn,
    command: 'allow' | 'deny' | 'limit',
  ): Promise<Understood> {
    const order = what.kind === 'command' ? readOwnerOrder(what) : ({ kind: 'unclear' } as const);
    switch (order.kind) {
      case 'group':
        return { answer: said(words.html('people-owner-group', { id: order.id })) };
      case 'unclear':
        return { answer: said(words.html(`people-owner-form-${command}`)) };
      case 'person':
        return { person: await this.record(order.who), rest: order.rest };
    }
  }

  /** The record of somebody who may never have written: an owner may speak of them beforehand. */
  private async record({ personId, name = personId }: Meant): Promise<Person> {
    const known = await this.people.read(personId);
    return known ?? this.people.of({ personId, name, locale: undefined });
  }
}

function confirmed(
  { words }: Turn,
  id: string,
  { personId, name }: Person,
  args: Readonly<Record<string, string>> = {},
  others: readonly Effect[] = [],
): Reply {
  return { effects: [message(words.html(id, { name, id: personId, ...args })), ...others] };
}
