import type { JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { Link } from '../connection/link.js';

const acknowledgement = '+ACK';
const answerWithinMs = 2_000;
const patiently = retry(handleAll, {
  maxAttempts: 8,
  backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 3_000 }),
});

/**
 * Acknowledges a message until the server has confirmed it, over lost connections and restarts of the server. (The
 * client's `ackAck()` tries once: what it sent into a dying connection is lost.)
 *
 * @throws Error when there was no confirmation within about half a minute.
 */
export async function acknowledgeForSure(
  connection: NatsConnection,
  link: Link,
  message: JsMsg,
): Promise<void> {
  const subject = acknowledgementSubjectOf(message);
  await patiently.execute(async () => {
    await link.up();
    await connection.request(subject, acknowledgement, { timeout: answerWithinMs });
  });
}

/** The reply subject of a delivered message; the client has it, but not in its public type. */
function acknowledgementSubjectOf(message: JsMsg): string {
  if ('reply' in message && typeof message.reply === 'string' && message.reply !== '') return message.reply;
  throw new Error(`${message.subject} came without a subject for its acknowledgement`);
}
