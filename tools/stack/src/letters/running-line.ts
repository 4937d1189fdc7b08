import type { NatsSettings } from '@kinoline/messaging';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { dataFolder } from '../command/root.js';
import { keptLine } from '../line/folders.js';
import { readLineRecord } from '../line/line-record.js';
import { givenNats } from '../line/nats.js';

/**
 * How the running line is reached: NATS_URL, else what `npm start` wrote down.
 *
 * @throws CommandFailure when there is neither
 */
export async function runningLine(env: Environment): Promise<NatsSettings> {
  if (env['NATS_URL'] !== undefined) return givenNats(env);
  const record = await readLineRecord(keptLine(dataFolder(env)).root);
  if (record === undefined) {
    throw new CommandFailure(
      'no line is up: run npm start, or set NATS_URL to the line whose letters you want',
    );
  }
  const { NATS_USER: user, NATS_PASSWORD: password } = record.ownNats ? {} : env;
  return {
    servers: record.nats.servers,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
}
