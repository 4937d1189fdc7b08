import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { Effect } from '../conversation/effect.js';
import type { Reply, Topic, Turn } from '../conversation/topic.js';
import type { PressData } from '../telegram/press-data.js';
import { menuOf } from '../updates/commands.js';
import { type Dictionary, DICTIONARY, locales } from '../words/words.js';
import { languageOf, type Person } from './person.js';
import { approvalChoices, settingsScreen, settingsTopicName } from './settings-screen.js';

/** The price above which storyboards are approved, for somebody who was asked for none so far, in US dollars. */
const usualAboveUsd = 5;

const choiceSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('language'), value: z.enum(locales) }),
  z.object({ action: z.literal('scenes'), value: z.enum(['show', 'hide']) }),
  z.object({ action: z.literal('approval'), value: z.enum(approvalChoices) }),
]);
type Choice = z.infer<typeof choiceSchema>;

/** What a person may choose once for all films. */
@Injectable()
export class SettingsTopic implements Topic {
  readonly name = settingsTopicName;
  readonly commands = {
    settings: ({ person }: Turn): Promise<Reply> => Promise.resolve(this.show(person)),
  };

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'access' | 'personDefaults'>,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
  ) {}

  press(turn: Turn, { action, args: [value] }: PressData): Promise<Reply> {
    return Promise.resolve(this.answer(turn, action, value));
  }

  stillMeant(): boolean {
    return true;
  }

  private answer({ person, words, event }: Turn, action: string, value: string | undefined): Reply {
    if (action === 'show') return this.show(person);
    if (action === 'close') return { awaiting: undefined, effects: [{ kind: 'close-panel' }] };
    const choice = choiceSchema.safeParse({ action, value }).data;
    if (!choice) return { toast: { text: words.plain('old-buttons') } };
    const change = (before: Person): Person => this.chosen(before, choice);
    const { effects = [], ...shown } = this.show(change(person));
    const isMenuTheirs = choice.action === 'language' && event.chat.kind === 'private';
    const menu = isMenuTheirs ? [this.menu(change(person))] : [];
    return { ...shown, person: change, effects: [...effects, ...menu] };
  }

  /** In the language that the person has by now. */
  private show(person: Person): Reply {
    const screen = settingsScreen(person, this.aboveUsd(person), this.dictionary[languageOf(person)]);
    return { awaiting: undefined, effects: [{ kind: 'panel', screen }] };
  }

  /** The menu of their chat speaks as the bot does, whatever their Telegram speaks. */
  private menu(person: Person): Effect {
    const isOwner = this.settings.access.ownerIds.has(person.personId);
    return { kind: 'menu', commands: menuOf(this.dictionary[languageOf(person)], { isOwner }) };
  }

  private chosen(person: Person, choice: Choice): Person {
    switch (choice.action) {
      case 'language':
        return { ...person, chosenLocale: choice.value };
      case 'scenes':
        return { ...person, showScenes: choice.value === 'show' };
      case 'approval': {
        const above = { always: 0, above: this.aboveUsd(person), never: undefined };
        return { ...person, approveAboveUsd: above[choice.value] };
      }
    }
  }

  private aboveUsd({ approveAboveUsd }: Person): number {
    const known = [approveAboveUsd, this.settings.personDefaults.approveAboveUsd];
    return known.find((usd) => usd !== undefined && usd > 0) ?? usualAboveUsd;
  }
}
