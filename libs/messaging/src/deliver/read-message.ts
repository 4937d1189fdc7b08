import { type AnyMessage, type Envelope, InvalidMessageError, open } from '@kinoline/contracts';
import { MessageUnreadableError } from '../errors.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads what arrived on a subject, checking everything once.
 *
 * @throws MessageUnreadableError when it is not the message that the subject promises.
 */
export function readMessage<Message extends AnyMessage>(
  message: Message,
  stored: { subject: string; data: Uint8Array },
): Envelope<Message> {
  const envelope = openBytes(message, stored.data);
  if (envelope.id !== stored.subject) {
    throw new MessageUnreadableError(`${message.name}: the payload belongs to another subject`);
  }
  return envelope;
}

function openBytes<Message extends AnyMessage>(message: Message, data: Uint8Array): Envelope<Message> {
  try {
    return open(message, utf8.decode(data));
  } catch (error) {
    if (error instanceof InvalidMessageError)
      throw new MessageUnreadableError(error.message, { cause: error });
    throw new MessageUnreadableError(`${message.name}: not UTF-8 text`, { cause: error });
  }
}
