import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readLineRecord } from './line-record.js';
import { endOrphans } from './process-register.js';

/** The folders of one line: `npm start` has one that stays, each `npm run film` has its own. */
export interface LineFolders {
  readonly root: string;
  readonly nats: string;
  readonly store: string;
  readonly sandbox: string;
  readonly logs: string;
}

/** The parts of a line's folder. */
export function foldersIn(root: string): LineFolders {
  const part = (name: string): string => path.join(root, name);
  return { root, nats: part('nats'), store: part('store'), sandbox: part('sandbox'), logs: part('logs') };
}

/** The folder of the line that `npm start` keeps up. */
export const keptLine = (data: string): LineFolders => foldersIn(path.join(data, 'line'));

/** The folder of all films' lines. */
export const runsFolder = (data: string): string => path.join(data, 'runs');

/** The folder of one film's line. */
export const runOf = (data: string, jobId: string): LineFolders =>
  foldersIn(path.join(runsFolder(data), jobId));

const keptRuns = 20;
const keptMediaMs = 7 * 86_400_000;

/** The time in a UUID of version 7: its first 48 bits, milliseconds since 1970. */
function madeAt(jobId: string): number {
  return Number.parseInt(jobId.replaceAll('-', '').slice(0, 12), 16);
}

const exists = (folder: string): Promise<boolean> =>
  readdir(folder).then(
    () => true,
    () => false,
  );

const runIds = async (data: string): Promise<string[]> => {
  const names = await readdir(runsFolder(data)).catch((): string[] => []);
  return names.filter((name) => /^[0-9a-f-]{36}$/.test(name)).sort((a, b) => b.localeCompare(a));
};

/** Ends what films that were killed outright have left running. */
export async function endOrphanedRuns(data: string, say: (line: string) => void): Promise<void> {
  for (const jobId of await runIds(data)) await endOrphans(runOf(data, jobId).root, say);
}

/**
 * Removes the folders of old films: all but the newest 20, and clips that were kept because a film failed after a
 * week. A film that is being made keeps its folder.
 */
export async function pruneRuns(data: string, now: number): Promise<void> {
  for (const jobId of (await runIds(data)).slice(keptRuns)) {
    const { root, store } = runOf(data, jobId);
    if ((await readLineRecord(root)) !== undefined) continue;
    if ((await exists(store)) && now - madeAt(jobId) < keptMediaMs) continue;
    await rm(root, { recursive: true, force: true });
  }
}
