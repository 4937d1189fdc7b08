import { pressData } from '../../telegram/press-data.js';
import type { Button, Screen } from '../../telegram/screen.js';
import type { WordArguments, Words } from '../../words/words.js';
import type { ChangeableJob } from './standing.js';
import type { Models } from '../../catalogue/models.js';
import type { Standing } from '../../people/quotas.js';

/** Everything a screen of the dialog is drawn from. */
export interface DialogContext extends ChangeableJob, Models {
  readonly words: Words;
  /** Where the person stands today. */
  readonly standing: Standing;
}

/** Name of the topic under the film. */
export const cutTopic = 'cut';

/** A button of the dialog. */
export function button(
  words: Words,
  id: string,
  [action, ...args]: readonly [string, ...(string | number)[]],
  filled: WordArguments = {},
): Button {
  return { label: words.plain(id, filled), data: pressData(cutTopic, action, ...args) };
}

/** Ends the dialog without changing anything. */
export function cancelButton(words: Words): Button {
  return button(words, 'cancel', ['close']);
}

/** Leads one step back. */
export function backButton(words: Words, action: string): Button {
  return button(words, 'back', [action]);
}

/** A screen with something to say above what it shows. */
export function noted(note: string | undefined, { html, rows }: Screen): Screen {
  return { html: note === undefined ? html : `${note}\n\n${html}`, rows };
}
