import type { JobChangeDraft } from '../../conversation/conversation.js';
import type { ChangeEstimate } from '../../jobs/changes/change-estimate.js';
import type { WayOn } from '../../jobs/changes/ways-on.js';
import type { Button } from '../../telegram/screen.js';
import { stampOf } from '../../telegram/stamp.js';
import { dollars } from '../../words/figures.js';
import { button, type DialogContext } from './dialog.js';
import { changeOf } from './film-change.js';

/** Orders what a screen shows, at the price it shows. */
export function orderButton(
  { plan, words }: DialogContext,
  id: 'delivery-shoot-do' | 'delivery-more-do',
  what: JobChangeDraft['what'],
  { costUsd }: ChangeEstimate,
): Button {
  const change = changeOf(plan, what);
  const stamp = change ? [orderStamp({ change, priceUsd: costUsd })] : [];
  return button(words, id, ['do', ...stamp], { price: dollars(costUsd) });
}

/** Names exactly what is ordered and for how much: a screen that could not be drawn anew orders nothing else. */
export function orderStamp({ change, priceUsd }: WayOn): string {
  return stampOf([change, priceUsd]);
}
