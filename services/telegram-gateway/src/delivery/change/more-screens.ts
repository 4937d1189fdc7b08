import { storyboardMaxScenes } from '@kinoline/contracts';
import { type ChangeEstimate, estimateChange } from '../../jobs/changes/change-estimate.js';
import type { Screen } from '../../telegram/screen.js';
import { clock, dollars, excerpt } from '../../words/figures.js';
import { backButton, button, cancelButton, type DialogContext } from './dialog.js';
import type { ExtendDraft } from './film-change.js';
import { moneyLines } from './money-lines.js';
import { orderButton } from './order-button.js';

/** A continuation whose length is chosen. */
export type LengthDraft = ExtendDraft & { readonly scenes: number };
/** A continuation that can be priced and made. */
export type WholeDraft = LengthDraft & { readonly prompt: string };

/** How many scenes a film can be continued by at once. */
export const counts = [1, 2, 3] as const;
/** Most scenes of a film that can be continued: each needs a button where one is chosen, and Telegram takes 100. */
const mostScenes = 60;

/** How many scenes? Each with its price; undefined when the film is as long as a film can be, or its model is gone. */
export function countScreen(context: DialogContext): Screen | undefined {
  const { words } = context;
  const choices = counts.flatMap((scenes) => {
    const estimate = fits(context, scenes) ? estimateOfMore(context, { kind: 'extend', scenes }) : undefined;
    if (!estimate) return [];
    const filled = { scenes, price: dollars(estimate.costUsd) };
    return [[button(words, 'delivery-more-count-button', ['add', scenes], filled)]];
  });
  if (choices.length === 0) return undefined;
  return { html: words.html('delivery-more-count'), rows: [...choices, [cancelButton(words)]] };
}

/** What happens next? */
export function nextScreen({ words }: DialogContext): Screen {
  return {
    html: words.html('delivery-more-next'),
    rows: [
      [button(words, 'delivery-more-decide', ['decide'])],
      [backButton(words, 'count'), cancelButton(words)],
    ],
  };
}

/** What is added and what it takes; undefined when the model is gone. */
export function moreScreen(context: DialogContext, draft: WholeDraft): Screen | undefined {
  const { words, job, plan } = context;
  const estimate = estimateOfMore(context, draft);
  if (!estimate) return undefined;
  const decided = draft.prompt === words.plain('delivery-more-default-prompt');
  const length = (job.film?.facts.seconds ?? plan.estimate.filmSeconds) + estimate.seconds;
  const html = [
    words.html('delivery-more-scenes', { scenes: draft.scenes }),
    decided
      ? words.html('delivery-more-decided')
      : words.html('quoted', { text: excerpt(draft.prompt, 1_500) }),
    [words.html('delivery-more-length', { length: clock(length) }), ...moneyLines(context, estimate)].join(
      '\n',
    ),
  ];
  return {
    html: html.join('\n\n'),
    rows: [
      [orderButton(context, 'delivery-more-do', draft, estimate)],
      [button(words, 'new-text', ['next'])],
      [backButton(words, 'count'), cancelButton(words)],
    ],
  };
}

/** What the continuation takes; what it tells makes no difference. */
function estimateOfMore(
  { job, plan, ...models }: DialogContext,
  { scenes, prompt = '' }: LengthDraft,
): ChangeEstimate | undefined {
  return estimateChange(job, plan, { kind: 'extend', scenes, prompt }, models);
}

function fits({ plan }: DialogContext, more: number): boolean {
  const { scenes } = plan.storyboard;
  const beats = new Set(scenes.map(({ beat }) => beat)).size;
  const shotsOfBeat = Math.ceil(scenes.length / Math.max(1, beats));
  return beats + more <= mostScenes && scenes.length + more * shotsOfBeat <= storyboardMaxScenes;
}
