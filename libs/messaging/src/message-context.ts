/** What a handler may know about the delivery it handles. */
export interface MessageContext {
  /**
   * Fires when the work should stop: the service shuts down and the time for finishing is over, or the server could
   * not be told any more that the work goes on. Pass it to every long call.
   */
  readonly signal: AbortSignal;
  /** How often this message was delivered to this service, from 1. */
  readonly delivery: number;
  /** True when no retry follows: the handler's last chance to say that the work failed. */
  readonly lastDelivery: boolean;
  /** The message's subject, for example `video.scene.requested.<job>.<scene>.<take>`. */
  readonly subject: string;
  /** The message's number in its stream. */
  readonly sequence: number;
  /** W3C trace context of whoever said the message. */
  readonly traceparent?: string;
  /** Waits without the message's place among those in work at once: for whoever stands in a line behind others. */
  readonly aside: Aside;
}

/**
 * Waits for something that is not the message's own work and gives what it gives. Other messages are taken meanwhile, as
 * many as the server lets out unsettled (`max_ack_pending`).
 */
export type Aside = <Result>(waiting: Promise<Result>) => Promise<Result>;

/** Of what takes no place: a letter that is handled by itself. */
export const takesNoPlace: Aside = (waiting) => waiting;
