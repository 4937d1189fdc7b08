import { deadLetterSubjectOf, type KinolineMessage, type ServiceName } from '@kinoline/contracts';
import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import { describeError } from '../errors.js';
import { publishOnce } from '../say/publish-once.js';
import type { Said } from '../say/message-publisher.js';
import { writeDeadLetterHeaders } from './dead-letter-headers.js';

/**
 * The subject of one dead letter: `dead.<service>.<message>.<identity …>.<sequence>`. It is unlike any other, so the
 * stream itself refuses a second one, also long after a crash.
 */
export function deadLetterSubject(
  service: ServiceName,
  message: KinolineMessage,
  original: { subject: string; seq: number },
): string {
  const identity = original.subject.slice(message.type.length + 1);
  return `${deadLetterSubjectOf(service, message)}.${identity}.${original.seq}`;
}

/**
 * Lays a message that cannot be handled into the dead-letter stream, once however often it is called.
 *
 * @throws RetryableError when the server did not take it: the message must not be let go.
 */
export function layDown(
  js: JetStreamClient,
  about: { service: ServiceName; message: KinolineMessage; error: unknown },
  original: JsMsg,
): Promise<Said> {
  const { service, message, error } = about;
  const { name, text } = describeError(error);
  const headers = writeDeadLetterHeaders(original.headers, {
    service,
    message: message.name,
    subject: original.subject,
    sequence: original.seq,
    deliveries: original.info.deliveryCount,
    errorName: name,
    error: text,
  });
  return publishOnce(js, deadLetterSubject(service, message, original), original.data, headers);
}
