import { homeButton } from '../conversation/doors.js';
import { pressData } from '../telegram/press-data.js';
import type { Button, Screen } from '../telegram/screen.js';
import { dollars } from '../words/figures.js';
import type { Locale, Words } from '../words/words.js';
import type { Person } from './person.js';

/** How a person wants storyboards approved. */
export const approvalChoices = ['always', 'above', 'never'] as const;
/** See {@link approvalChoices}. */
export type ApprovalChoice = (typeof approvalChoices)[number];

/** Name of the topic in the data of its buttons. */
export const settingsTopicName = 'settings';

/** Each language by its own name. */
const languageNames: Readonly<Record<Locale, string>> = { en: 'English', ru: 'Русский' };

/** What a person chose about approvals. */
function approvalOf({ approveAboveUsd }: Pick<Person, 'approveAboveUsd'>): ApprovalChoice {
  if (approveAboveUsd === undefined) return 'never';
  return approveAboveUsd === 0 ? 'always' : 'above';
}

/**
 * The settings of a person, and a button for each choice. A button says what shall be: pressed twice, it is as once.
 *
 * @param aboveUsd - the price for "above", in US dollars
 */
export function settingsScreen(person: Person, aboveUsd: number, words: Words): Screen {
  const approval = approvalOf(person);
  const above = dollars(aboveUsd);
  const choice = (label: string, action: string, value: string, chosen: boolean): Button => ({
    label: chosen ? `✓ ${label}` : label,
    data: pressData(settingsTopicName, action, value),
  });
  return {
    html: words.html('people-settings', {
      scenes: person.showScenes ? 'shown' : 'hidden',
      approval,
      above,
    }),
    rows: [
      Object.entries(languageNames).map(([locale, name]) =>
        choice(name, 'language', locale, locale === words.locale),
      ),
      [
        choice(words.plain('people-settings-scenes-show'), 'scenes', 'show', person.showScenes),
        choice(words.plain('people-settings-scenes-hide'), 'scenes', 'hide', !person.showScenes),
      ],
      [choice(words.plain('people-settings-approval-always'), 'approval', 'always', approval === 'always')],
      [
        choice(
          words.plain('people-settings-approval-above', { above }),
          'approval',
          'above',
          approval === 'above',
        ),
        choice(words.plain('people-settings-approval-never'), 'approval', 'never', approval === 'never'),
      ],
      [homeButton(words), { label: words.plain('close'), data: pressData(settingsTopicName, 'close') }],
    ],
  };
}
