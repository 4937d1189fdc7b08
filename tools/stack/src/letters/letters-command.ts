import { listDeadLetters, replayDeadLetter, ReplayError, RetryableError } from '@kinoline/messaging';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { connectLine } from '../line/nats.js';
import { runningLine } from '../line/running-line.js';
import { letterLines, lettersText } from './letters-text.js';
import type { LettersOrder } from './order.js';

/**
 * Lists or replays dead letters of the running line.
 *
 * @returns what to print
 * @throws CommandFailure when there is no line, no such letter, or its service fails again
 */
export async function runLetters(order: LettersOrder, env: Environment, json: boolean): Promise<string> {
  const connection = await connectLine(await runningLine(env), 'kinoline-letters');
  try {
    return await carryOut(connection, order, json);
  } catch (error) {
    throw worded(error);
  } finally {
    await connection.close();
  }
}

async function carryOut(connection: NatsConnection, order: LettersOrder, json: boolean): Promise<string> {
  if (order.kind === 'list') {
    const letters = await listDeadLetters(connection);
    return json ? JSON.stringify({ letters: letterLines(letters) }) : lettersText(letters);
  }
  const { sequence } = order;
  await replayDeadLetter(connection, sequence);
  return json ? JSON.stringify({ replayed: sequence }) : `dead letter ${sequence} is handled and removed`;
}

function worded(error: unknown): unknown {
  if (error instanceof ReplayError || error instanceof RetryableError) {
    return new CommandFailure(error.message, { cause: error });
  }
  if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) {
    return new CommandFailure('this NATS has no dead letters yet: run npm run provision', { cause: error });
  }
  return error;
}
