import type { Effect } from '../conversation/effect.js';
import { mostFor } from '../jobs/promise.js';
import { dollars } from '../words/figures.js';
import type { WordArguments } from '../words/words.js';
import type { Board } from './board.js';
import { textMaxCharacters } from '../jobs/shot-card.js';
import { cardOf, priceUsd } from './board-price.js';
import { type Edit, edited } from './edits.js';

/** An edit that can be said, or the text that says why not. */
export type EditOrder =
  | { readonly kind: 'ordered'; readonly effect: Extract<Effect, { kind: 'edit' }> }
  | { readonly kind: 'obstacle'; readonly textId: string; readonly args?: WordArguments };

/** Makes an order of an edit, at the price of this moment, within what the person said the film may cost. */
export function editOrder(board: Board, edit: Edit): EditOrder {
  const { job, plan } = board;
  const after = edited(plan.storyboard, edit, textMaxCharacters(cardOf(board)));
  if (after === 'no-such-scene') return { kind: 'obstacle', textId: 'old-buttons' };
  if (typeof after === 'string') return { kind: 'obstacle', textId: `storyboard-toast-${after}` };
  const price = priceUsd(board, after);
  if (price === undefined) return { kind: 'obstacle', textId: 'storyboard-toast-model-gone' };
  const budgetUsd = mostFor(price, job.mostUsd);
  if (budgetUsd < price) {
    const args = { price: dollars(price), most: dollars(budgetUsd) };
    return { kind: 'obstacle', textId: 'storyboard-toast-too-dear', args };
  }
  const data = { jobId: job.jobId, revision: plan.revision, storyboard: after, budgetUsd };
  return { kind: 'ordered', effect: { kind: 'edit', data, priceUsd: price } };
}
