import { deadLetterStream } from '@kinoline/contracts';
import { jetstreamManager, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { readSubjects } from '../history/read-subjects.js';
import { type DeadLetterFacts, readDeadLetterHeaders } from './dead-letter-headers.js';

/** A message that was given up, as it lies in the dead-letter stream. */
export interface DeadLetter extends DeadLetterFacts {
  /** Its number in the dead-letter stream: what {@link replayDeadLetter} takes. */
  readonly letter: number;
  /** When it was given up. */
  readonly time: Date;
}

/** Asks a service to handle a dead letter again. */
export interface ReplayRequest {
  readonly sequence: number;
}

/** What became of it. */
export type ReplayAnswer = { readonly handled: true } | { readonly handled: false; readonly error: string };

/** A dead letter could not be replayed; it stays where it is. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** The core NATS subject on which a service answers replays. */
export function replaySubject(service: string): string {
  return `kinoline.replay.${service}`;
}

/** Every dead letter, oldest first. */
export async function listDeadLetters(connection: NatsConnection): Promise<DeadLetter[]> {
  const stored = await readSubjects(connection, deadLetterStream.name, deadLetterStream.subjects[0]);
  return stored.flatMap(({ seq, time, headers }) => {
    const facts = readDeadLetterHeaders(headers);
    return facts === undefined ? [] : [{ ...facts, letter: seq, time }];
  });
}

/** @throws ReplayError when there is no such dead letter. */
export async function findDeadLetter(manager: JetStreamManager, sequence: number): Promise<StoredMsg> {
  const letter = await manager.streams.getMessage(deadLetterStream.name, { seq: sequence });
  if (letter === null) throw new ReplayError(`there is no dead letter ${sequence}`);
  return letter;
}

/**
 * Lets the service that gave a message up handle it again, and only that service: its handler runs directly, with
 * the stored payload. When the handler returns, the dead letter is removed; when it throws, it stays.
 *
 * @param letter {@link DeadLetter.letter}
 * @param options.timeoutMs how long the handler may take, in milliseconds (default ten minutes)
 * @throws ReplayError when there is no such letter, the service does not run, or the handler fails.
 */
export async function replayDeadLetter(
  connection: NatsConnection,
  letter: number,
  { timeoutMs = 600_000 }: { timeoutMs?: number } = {},
): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const facts = readDeadLetterHeaders((await findDeadLetter(manager, letter)).header);
  if (facts === undefined) throw new ReplayError(`dead letter ${letter} does not say whose it is`);
  const answer = await ask(connection, facts.service, { sequence: letter }, timeoutMs);
  if (!answer.handled) throw new ReplayError(`${facts.service} failed again: ${answer.error}`);
  await manager.streams.deleteMessage(deadLetterStream.name, letter);
}

async function ask(
  connection: NatsConnection,
  service: string,
  request: ReplayRequest,
  timeoutMs: number,
): Promise<ReplayAnswer> {
  try {
    const answer = await connection.request(replaySubject(service), JSON.stringify(request), {
      timeout: timeoutMs,
    });
    return answer.json<ReplayAnswer>();
  } catch (error) {
    if (error instanceof errors.RequestError && error.isNoResponders()) {
      throw new ReplayError(`${service} does not run: start it and replay again`, { cause: error });
    }
    throw new ReplayError(`${service} did not answer within ${timeoutMs} ms`, { cause: error });
  }
}
