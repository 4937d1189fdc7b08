import { type AnyMessage, type Envelope, type KinolineMessage, messages } from '@kinoline/contracts';
import type { StoredMessage } from '../history/read-subjects.js';
import { readMessage } from '../deliver/read-message.js';
import { readDeadLetterHeaders } from './dead-letter-headers.js';
import type { DeadLetter } from './dead-letters.js';

/** A message that was given up, with its payload as it came: it may be the very thing that cannot be read. */
export interface HeardDeadLetter extends Omit<DeadLetter, 'message'> {
  readonly message: KinolineMessage;
  readonly payload: Uint8Array;
}

/** What a stored dead letter says; undefined when it is none, or of a message that this version does not know. */
export function heardDeadLetterOf(stored: StoredMessage): HeardDeadLetter | undefined {
  const facts = readDeadLetterHeaders(stored.headers);
  const message = messages.find(({ name }) => name === facts?.message);
  if (facts === undefined || message === undefined) return undefined;
  return { ...facts, message, letter: stored.seq, time: stored.time, payload: stored.data };
}

/**
 * The message that was given up, read and checked as if it had just arrived.
 *
 * @throws MessageUnreadableError when it is not what its subject promises.
 */
export function openDeadLetter<Message extends AnyMessage>(
  message: Message,
  { subject, payload }: Pick<HeardDeadLetter, 'subject' | 'payload'>,
): Envelope<Message> {
  return readMessage(message, { subject, data: payload });
}
