import { access } from 'node:fs/promises';
import { createMessageHistory, type NatsSettings } from '@kinoline/messaging';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { dataFolder } from '../command/root.js';
import { type Fact, factOf } from '../history/fact.js';
import { keptLine, type LineFolders, runOf } from '../line/folders.js';
import { connectLine, givenNats, startOwnNats } from '../line/nats.js';
import { reachLine } from '../line/running-line.js';

/** A job's messages and where they were found. */
export interface FoundJob {
  readonly facts: readonly Fact[];
  /** In words: "the line that is up", "what `npm run film` left". */
  readonly where: string;
}

/** The messages of a job on a server; none when the server has no such stream. */
async function readFrom(settings: NatsSettings, jobId: string): Promise<Fact[]> {
  const connection = await connectLine(settings, 'kinoline-job');
  try {
    return (await createMessageHistory(connection).read(jobId)).map(factOf);
  } finally {
    await connection.close();
  }
}

/** The messages of a job in a folder that a line has left behind: a server is started on it for the moment. */
async function readKept(folders: LineFolders, jobId: string, env: Environment): Promise<Fact[]> {
  const there = await access(folders.nats).then(
    () => true,
    () => false,
  );
  if (!there) return [];
  const quiet = { say: () => undefined, onLost: () => undefined };
  const nats = await startOwnNats(env, { storeDir: folders.nats, ...quiet });
  try {
    return await readFrom(nats.settings, jobId);
  } finally {
    await nats.server?.stop(5_000);
  }
}

/** The messages of a job in one line's folder: from its server while it is up, else from what it left. */
async function readLine(folders: LineFolders, jobId: string, env: Environment): Promise<Fact[]> {
  const settings = await reachLine(folders, env);
  return settings === undefined ? readKept(folders, jobId, env) : readFrom(settings, jobId);
}

/**
 * Looks for a job: at NATS_URL, in the line that `npm start` keeps up or has left, in what its own `npm run film`
 * left.
 *
 * @throws CommandFailure when nobody knows the job
 */
export async function findJob(jobId: string, env: Environment): Promise<FoundJob> {
  const data = dataFolder(env);
  const places: (readonly [where: string, read: () => Promise<Fact[]>])[] = [
    ...(env['NATS_URL'] === undefined ? [] : [['NATS_URL', () => readFrom(givenNats(env), jobId)] as const]),
    ['npm run film', () => readLine(runOf(data, jobId), jobId, env)],
    ['npm start', () => readLine(keptLine(data), jobId, env)],
  ];
  for (const [where, read] of places) {
    const facts = await read();
    if (facts.length > 0) return { facts, where };
  }
  const looked = places.map(([where]) => where).join(', ');
  throw new CommandFailure(
    `job ${jobId} is not known (looked at: ${looked}): check the id, or set NATS_URL to the line that made it`,
  );
}
