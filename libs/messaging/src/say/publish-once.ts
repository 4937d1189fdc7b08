import { JetStreamApiCodes, JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { errors, type MsgHdrs } from '@nats-io/transport-node';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { describeError, PermanentError, RetryableError } from '../errors.js';
import type { Said } from './message-publisher.js';

/** "message size exceeds maximum allowed" (nats-server, server/errors.json). */
const messageTooLarge = 10054;
/** The stream is full, or its disk: seconds do not mend that. */
const notStored = 10077;

/** Short: the client drops what is published while it reconnects, and only the next try tells. */
const answerWithinMs = 2_000;

/** What passes by itself: nobody answered, or the server has no leader or no resources at the moment. */
function isPassing(error: unknown): boolean {
  if (error instanceof JetStreamApiError) {
    // In a cluster another message on this subject may be on its way: its outcome is not known yet.
    return (
      (error.status === 503 && error.code !== notStored) ||
      error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown
    );
  }
  return (
    error instanceof errors.TimeoutError ||
    error instanceof errors.RequestError ||
    error instanceof errors.ConnectionError ||
    // The client words "no responders" as "JetStream is not enabled"; a server that is starting answers so.
    (error instanceof Error && error.cause instanceof errors.RequestError)
  );
}

const passing = retry(
  handleWhen((error) => isPassing(error)),
  { maxAttempts: 9, backoff: new ExponentialBackoff({ initialDelay: 200, maxDelay: 3_000 }) },
);

/**
 * Puts a message on a subject that must be empty. The stream refuses a second one for as long as it keeps the
 * first (expected last subject sequence 0), so trying again after an unknown outcome is safe.
 *
 * @throws PermanentError when the message is larger than the server takes.
 * @throws RetryableError when the server did not take it within about half a minute.
 */
export async function publishOnce(
  js: JetStreamClient,
  subject: string,
  payload: Uint8Array | string,
  headers: MsgHdrs,
): Promise<Said> {
  try {
    return await passing.execute(() => publish(js, subject, payload, headers));
  } catch (error) {
    const { text } = describeError(error);
    if (isTooLarge(error)) {
      throw new PermanentError(`${subject} is larger than the server takes`, { cause: error });
    }
    throw new RetryableError(`${subject} could not be said: ${text}`, { cause: error });
  }
}

async function publish(
  js: JetStreamClient,
  subject: string,
  payload: Uint8Array | string,
  headers: MsgHdrs,
): Promise<Said> {
  try {
    const answer = await js.publish(subject, payload, {
      headers,
      msgID: subject,
      expect: { lastSubjectSequence: 0 },
      timeout: answerWithinMs,
    });
    return answer.duplicate ? 'already-said' : 'said';
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence)
      return 'already-said';
    throw error;
  }
}

function isTooLarge(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return error.code === messageTooLarge;
  return error instanceof errors.InvalidArgumentError && error.message.includes('max_payload');
}
