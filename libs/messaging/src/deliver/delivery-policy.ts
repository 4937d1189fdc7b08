import { type RetryCurve, defaultRetryCurve } from './retry-curve.js';

/** How messages are tried, and how much at once. */
export interface DeliveryPolicy {
  /** Tries before a message becomes a dead letter. */
  readonly attempts: number;
  /**
   * Further deliveries that still run the handler. A hand-back at shutdown and a crash use up a delivery without
   * being the handler's verdict; a message that has crashed its worker so often goes to the dead letters unrun.
   */
  readonly spareAttempts: number;
  readonly retry: RetryCurve;
  /** Messages in work at once per (service, message) pair; `slow` work is always one at a time. */
  readonly quickAtOnce: number;
}

/**
 * 23 tries over about an hour (53 to 70 minutes, by chance), so that an outage of half an hour loses nothing that was
 * paid for; 32 quick messages at once.
 */
export const defaultDeliveryPolicy: DeliveryPolicy = {
  attempts: 23,
  spareAttempts: 3,
  retry: defaultRetryCurve,
  quickAtOnce: 32,
};
