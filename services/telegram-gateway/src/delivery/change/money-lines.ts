import type { ChangeEstimate } from '../../jobs/changes/change-estimate.js';
import { promiseAfter } from '../../jobs/promise.js';
import { refusalText } from '../../people/refusal-words.js';
import { todayLine } from '../../people/today.js';
import { about, dollars } from '../../words/figures.js';
import type { DialogContext } from './dialog.js';

/** What a change costs and how long it takes; what is left then today, and of what the person allowed for the film. */
export function moneyLines(
  { job, words, standing, ...models }: DialogContext,
  { costUsd, waitSeconds }: ChangeEstimate,
): readonly string[] {
  const today = todayLine(standing, costUsd, words);
  const promise = promiseAfter(job, costUsd, models);
  return [
    words.html('delivery-price', { price: dollars(costUsd), wait: about(waitSeconds, words) }),
    ...(today === undefined ? [] : [today]),
    ...('refusal' in promise ? [`⚠️ ${refusalText(promise.refusal, words, 'html')}`] : []),
  ];
}
