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
}
