import { applyDecorators, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import type { DeadLetterHandling } from '../dead-letters/dead-letter-worker.js';
import { jetStreamTransport, KeepErrorFilter } from './hears.decorator.js';

/** The pattern under which the strategy finds the handler of the dead letters; no message has this name. */
export const deadLetterPattern = 'DeadLetters';

/** A controller method that hears the dead letters: `(letter, context) => Promise<void>`; it may leave out the context. */
export type DeadLetterMethod = <Method extends (...args: Parameters<DeadLetterHandling>) => Promise<void>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/**
 * Makes a controller method the handler of the dead letters of every service, each once. Only the service that
 * contracts' `deadLetterConsumer` names has one. Throwing lets a letter be heard again by the retry curve; at the last
 * try, and after a permanent error, there is an error in the log and the letter stays where it lies.
 *
 * ```ts
 * @HearsDeadLetters()
 * async onDeadLetter(@Payload() letter: HeardDeadLetter): Promise<void> { … }
 * ```
 */
export function HearsDeadLetters(): DeadLetterMethod {
  return applyDecorators(
    EventPattern([deadLetterPattern], jetStreamTransport),
    UseFilters(new KeepErrorFilter()),
  );
}
