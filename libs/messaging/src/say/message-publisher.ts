import type { AnyMessage } from '@kinoline/contracts';
import type { z } from 'zod';

/** Whether this call put the fact into the stream, or it was there before. Both are success. */
export type Said = 'said' | 'already-said';

/** Says facts. The subject is the fact's identity, so a repeat changes nothing and is always safe. */
export interface MessagePublisher {
  /**
   * Says a fact once and resolves when the server has stored it. Lost connections, time-outs and a server without
   * a leader are tried again for a while.
   *
   * @throws PermanentError when the payload does not fit the message, or is larger than the server takes.
   * @throws RetryableError when the server did not take it in time; whether it was stored is then unknown, and
   * saying it again is safe.
   */
  say<Message extends AnyMessage>(message: Message, data: z.input<Message['data']>): Promise<Said>;
}

/** Injection token of the {@link MessagePublisher}. */
export const MESSAGE_PUBLISHER = Symbol('MESSAGE_PUBLISHER');
