import { type AnyMessage, messages, seal, type ServiceName } from '@kinoline/contracts';
import type { HeardDeadLetter } from '@kinoline/messaging';
import type { z } from 'zod';

const about = {
  letter: 12,
  time: new Date(0),
  sequence: 7,
  deliveries: 27,
  errorName: 'PermanentError',
  error: 'given up after 26 deliveries that never came to an end',
};

/** A letter on a subject, with any payload. */
export function letterOn(
  service: ServiceName,
  subject: string,
  payload: string | Uint8Array,
): HeardDeadLetter {
  const message = messages.find(({ type }) => subject.startsWith(`${type}.`));
  if (message === undefined) throw new Error(`no message is said on ${subject}`);
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  return { ...about, service, message, subject, payload: bytes };
}

/** A letter whose payload can be read. */
export function letterOf<Message extends AnyMessage>(
  service: ServiceName,
  message: Message,
  data: z.input<Message['data']>,
): HeardDeadLetter {
  const envelope = seal(message, data, { source: 'test' });
  return letterOn(service, envelope.id, JSON.stringify(envelope));
}
