import type { AnyMessage, Envelope } from '@kinoline/contracts';
import { applyDecorators, Catch, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { MessageContext } from '../message-context.js';

/** Marks the handlers and the strategy that belong together. */
export const jetStreamTransport = Symbol('kinoline-jetstream');

/**
 * Hands the handler's own error to the strategy. Nest's default filter would replace it by "Internal server error",
 * and with it the word on whether a retry helps.
 */
@Catch()
export class KeepErrorFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** A controller method that hears a message: `(envelope, context) => Promise<void>`; it may leave out the context. */
export type HearingMethod<Message extends AnyMessage> = <
  Method extends (envelope: Envelope<Message>, context: MessageContext) => Promise<void>,
>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/**
 * Makes a controller method the handler of a message. Returning settles the message; throwing settles it by the
 * error: {@link RetryableError} and unknown ones come again, {@link PermanentError} goes to the dead letters.
 *
 * ```ts
 * @Hears(SceneRequested)
 * async onSceneRequested(
 *   @Payload() envelope: Envelope<typeof SceneRequested>,
 *   @Ctx() context: MessageContext,
 * ): Promise<void> { … }
 * ```
 */
export function Hears<Message extends AnyMessage>(message: Message): HearingMethod<Message> {
  return applyDecorators(EventPattern([message.name], jetStreamTransport), UseFilters(new KeepErrorFilter()));
}
