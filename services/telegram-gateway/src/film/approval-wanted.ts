import type { Person } from '../people/person.js';
import type { Offer } from './offer.js';

/** Whether the storyboard waits for the person's approval: for films above the price they chose. */
export function approvalWanted(
  { approveAboveUsd }: Pick<Person, 'approveAboveUsd'>,
  { estimate }: Offer,
): boolean {
  return approveAboveUsd !== undefined && estimate.costUsd > approveAboveUsd;
}
