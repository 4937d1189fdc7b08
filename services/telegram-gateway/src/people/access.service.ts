import { Inject, Injectable } from '@nestjs/common';
import { type AccessSettings, type GatewaySettings, SETTINGS } from '../config.js';
import { placeOf } from '../telegram/chat-address.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import type { Access } from './access.js';
import type { Person } from './person.js';

/** A stranger is told at most this often that they may not use the bot, in milliseconds. */
const turnAwayEveryMs = 24 * 60 * 60 * 1000;

/** Decides by the settings, and by what the owners said about a person. */
@Injectable()
export class AccessService implements Access {
  readonly contact: string | undefined;
  private readonly settings: AccessSettings;

  constructor(@Inject(SETTINGS) { access, contact }: Pick<GatewaySettings, 'access' | 'contact'>) {
    this.settings = access;
    this.contact = contact;
  }

  verdict(person: Person, event: ChatEvent, now: Date): 'welcome' | 'turn-away' | 'ignore' {
    if (this.isWelcome(person, event)) return 'welcome';
    // Whoever just removed the bot wants no answer, and who presses somebody else's buttons in a group did not speak to it.
    const { chat, what } = event;
    if (what.kind === 'membership' || (what.kind === 'press' && chat.kind === 'group')) return 'ignore';
    const { turnedAwayAt } = person;
    const wasTold = turnedAwayAt !== undefined && +now - Date.parse(turnedAwayAt) < turnAwayEveryMs;
    return wasTold ? 'ignore' : 'turn-away';
  }

  private isWelcome({ personId, access }: Person, { chat }: ChatEvent): boolean {
    const { ownerIds, allowedIds, access: mode } = this.settings;
    if (ownerIds.has(personId)) return true;
    if (access === 'denied') return false;
    return (
      mode === 'open' ||
      access === 'allowed' ||
      allowedIds.has(personId) ||
      allowedIds.has(placeOf(chat.id).chatId)
    );
  }
}
