import { createHash } from 'node:crypto';
import type { Draft } from '../conversation/draft.js';
import type { Offer } from './offer.js';

/** Names exactly what a card offers and for how much, so that nothing else is accepted with its button. */
export function offerStamp({ prompt, picture, mostUsd, fresh }: Draft, offer: Offer): string {
  const { card, settings, estimate } = offer;
  const offered = [prompt, picture?.media.sha256, mostUsd, fresh, card.id, settings, estimate.costUsd];
  return createHash('sha256').update(JSON.stringify(offered)).digest('base64url').slice(0, 12);
}
