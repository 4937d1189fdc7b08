import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { homeButton } from '../conversation/doors.js';
import { said } from '../conversation/replies.js';
import type { Reply, Topic, Turn } from '../conversation/topic.js';
import type { PressData } from '../telegram/press-data.js';
import type { Words } from '../words/words.js';

/** What the bot can do, and on which terms. */
@Injectable()
export class HelpTopic implements Topic {
  readonly name = 'help';
  readonly commands = {
    help: (turn: Turn): Promise<Reply> => Promise.resolve(said(this.helpText(turn))),
    terms: ({ words }: Turn): Promise<Reply> => Promise.resolve(said(this.termsText(words))),
  };

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'access' | 'contact' | 'keptDays'>,
  ) {}

  /** `show`: in the panel, with the way back to where it was opened. */
  press(turn: Turn, { action }: PressData): Promise<Reply> {
    if (action !== 'show') return Promise.resolve({ toast: { text: turn.words.plain('old-buttons') } });
    const rows = [[homeButton(turn.words)]];
    return Promise.resolve({
      awaiting: undefined,
      effects: [{ kind: 'panel', screen: { html: this.helpText(turn), rows } }],
    });
  }

  stillMeant(): boolean {
    return true;
  }

  private helpText({ words, person }: Turn): string {
    const { contact, access } = this.settings;
    return [
      words.html('people-help'),
      ...(access.ownerIds.has(person.personId) ? [words.html('people-help-owner')] : []),
      ...(contact === undefined ? [] : [words.html('people-help-contact', { contact })]),
    ].join('\n\n');
  }

  private termsText(words: Words): string {
    const { contact, keptDays } = this.settings;
    // State is kept for twice as long as messages and a day, see provision of @kinoline/messaging.
    const terms = words.html('people-terms', { ...keptDays, messages: 2 * keptDays.messages + 1 });
    return contact === undefined ? terms : `${terms}\n\n${words.html('people-terms-contact', { contact })}`;
  }
}
