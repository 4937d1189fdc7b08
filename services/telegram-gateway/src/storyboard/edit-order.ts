import type { Storyboard } from '@kinoline/contracts';
import type { Effect } from '../conversation/effect.js';
import { mostFor } from '../jobs/promise.js';
import { dollars } from '../words/figures.js';
import type { WordArguments } from '../words/words.js';
import type { Board } from './board.js';
import { textMaxCharacters } from '../jobs/shot-card.js';
import { cardOf, isModelGone, priceUsd } from './board-price.js';
import { type Edit, edited } from './edits.js';

/** An edit that can be said, or the text that says why not. */
export type EditOrder =
  | { readonly kind: 'ordered'; readonly effect: Extract<Effect, { kind: 'edit' }> }
  | { readonly kind: 'obstacle'; readonly textId: string; readonly args?: WordArguments };

/** Makes an order of an edit, at the price of this moment, within what the person said the film may cost. */
export function editOrder(board: Board, edit: Edit): EditOrder {
  const { plan } = board;
  const after = edited(plan.storyboard, edit, textMaxCharacters(cardOf(board)));
  if (after === 'no-such-scene') return { kind: 'obstacle', textId: 'old-buttons' };
  if (typeof after === 'string') return { kind: 'obstacle', textId: `storyboard-toast-${after}` };
  return orderOf(board, after);
}

/**
 * What keeps a storyboard from being approved as it was shown, while it waited its model retired or its price changed:
 * then it is ordered anew as it stands, so that the next revision shows the price of today. undefined: nothing.
 */
export function repricing(board: Board): EditOrder | undefined {
  const { storyboard, estimate } = board.plan;
  if (isModelGone(board)) return modelGone;
  const price = priceUsd(board, storyboard);
  const isAsShown = price !== undefined && dollars(price) === dollars(estimate.costUsd);
  return isAsShown ? undefined : orderOf(board, storyboard);
}

const modelGone: EditOrder = { kind: 'obstacle', textId: 'storyboard-toast-model-gone' };

function orderOf(board: Board, storyboard: Storyboard): EditOrder {
  const { job, plan } = board;
  const price = priceUsd(board, storyboard);
  if (price === undefined) return modelGone;
  const budgetUsd = mostFor(price, job.mostUsd);
  if (budgetUsd < price) {
    const args = { price: dollars(price), most: dollars(budgetUsd) };
    return { kind: 'obstacle', textId: 'storyboard-toast-too-dear', args };
  }
  const data = { jobId: job.jobId, revision: plan.revision, storyboard, budgetUsd };
  return { kind: 'ordered', effect: { kind: 'edit', data, priceUsd: price } };
}
