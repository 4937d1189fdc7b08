import type { ServiceName } from '@kinoline/contracts';
import { jetstreamManager, type StoredMsg } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { MessageListener } from '../deliver/message-listener.js';
import { describeError, ShuttingDownError } from '../errors.js';
import { readDeadLetterHeaders } from './dead-letter-headers.js';
import { findDeadLetter, type ReplayAnswer, type ReplayRequest, replaySubject } from './dead-letters.js';

/** A message listener and the message it hears. */
export interface ReplayTarget {
  readonly message: string;
  readonly worker: MessageListener['worker'];
}

/**
 * Answers an operator's replays of this service's dead letters; one replica takes each. Returns what ends it.
 */
export function answerReplays(
  connection: NatsConnection,
  service: ServiceName,
  targets: readonly ReplayTarget[],
): () => void {
  const logger = new Logger('Messaging');
  const stopping = new AbortController();
  const answer = async (request: Msg): Promise<void> => {
    const outcome = await replay(connection, request, targets, stopping.signal);
    logger.log(`A dead letter was replayed: ${outcome.handled ? 'handled' : outcome.error}`);
    if (!connection.isClosed()) request.respond(JSON.stringify(outcome));
  };
  const subscription = connection.subscribe(replaySubject(service), {
    queue: service,
    callback: (error, request) => {
      if (error === null) void answer(request);
      else logger.error(`Replays cannot be answered: ${error.message}`);
    },
  });
  return () => {
    subscription.unsubscribe();
    stopping.abort(new ShuttingDownError('the service shuts down'));
  };
}

async function replay(
  connection: NatsConnection,
  request: Msg,
  targets: readonly ReplayTarget[],
  signal: AbortSignal,
): Promise<ReplayAnswer> {
  try {
    const { sequence } = request.json<ReplayRequest>();
    const manager = await jetstreamManager(connection, { checkAPI: false });
    await handle(await findDeadLetter(manager, sequence), targets, signal);
    return { handled: true };
  } catch (error) {
    const { name, text } = describeError(error);
    return { handled: false, error: `${name}: ${text}` };
  }
}

async function handle(
  letter: StoredMsg,
  targets: readonly ReplayTarget[],
  signal: AbortSignal,
): Promise<void> {
  const facts = readDeadLetterHeaders(letter.header);
  const target = targets.find(({ message }) => message === facts?.message);
  if (facts === undefined || target === undefined) throw new Error('this service does not hear that message');
  await target.worker.replay({ subject: facts.subject, seq: facts.sequence, data: letter.data }, signal);
}
