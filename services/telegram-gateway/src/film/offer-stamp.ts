import type { Draft } from '../conversation/draft.js';
import { stampOf } from '../telegram/stamp.js';
import type { Offer } from './offer.js';

/** Names exactly what a card offers and for how much, so that nothing else is accepted with its button. */
export function offerStamp({ prompt, picture, mostUsd, fresh }: Draft, offer: Offer): string {
  const { card, settings, estimate } = offer;
  return stampOf([prompt, picture?.media.sha256, mostUsd, fresh, card.id, settings, estimate.costUsd]);
}
