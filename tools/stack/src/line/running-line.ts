import type { NatsSettings } from '@kinoline/messaging';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { dataFolder } from '../command/root.js';
import { keptLine, type LineFolders } from './folders.js';
import { readLineRecord } from './line-record.js';
import { givenNats } from './nats.js';

/** How the line that lives in a folder is reached, by what it wrote down; undefined when it is not up. */
export async function reachLine(
  { root }: Pick<LineFolders, 'root'>,
  env: Environment,
): Promise<NatsSettings | undefined> {
  const record = await readLineRecord(root);
  if (record === undefined) return undefined;
  const { NATS_USER: user, NATS_PASSWORD: password } = record.ownNats ? {} : env;
  return {
    servers: record.nats.servers,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
  };
}

/**
 * How the running line is reached: NATS_URL, else what `npm start` wrote down.
 *
 * @throws CommandFailure when there is neither
 */
export async function runningLine(env: Environment): Promise<NatsSettings> {
  if (env['NATS_URL'] !== undefined) return givenNats(env);
  const settings = await reachLine(keptLine(dataFolder(env)), env);
  if (settings !== undefined) return settings;
  throw new CommandFailure('no line is up: run npm start, or set NATS_URL to the line you mean');
}
