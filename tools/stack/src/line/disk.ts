import { access, statfs } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailure } from '../command/command-failure.js';

/** Where room is needed, in bytes. */
export interface RoomNeeded {
  readonly folder: string;
  readonly bytes: number;
  /** For the message: "the film", "the line's data". */
  readonly what: string;
}

const mebibyte = 1024 ** 2;

/** What to say when a disk has too little room; undefined when it has enough. */
export function diskProblem(freeBytes: number, { folder, bytes, what }: RoomNeeded): string | undefined {
  if (freeBytes >= bytes) return undefined;
  const [free, needed] = [freeBytes, bytes].map((size) => Math.floor(size / mebibyte));
  return `the disk is nearly full: ${what} needs ${needed} MiB in ${folder}, ${free} MiB are free: make room there first`;
}

/** The folder itself, or the nearest one above it that exists. */
async function existing(folder: string): Promise<string> {
  const there = await access(folder).then(
    () => true,
    () => false,
  );
  return there || path.dirname(folder) === folder ? folder : existing(path.dirname(folder));
}

/**
 * Looks at the disks before anything is paid for.
 *
 * @throws CommandFailure naming the first folder with too little room
 */
export async function refuseFullDisk(needs: readonly RoomNeeded[]): Promise<void> {
  for (const need of needs) {
    const { bavail, bsize } = await statfs(await existing(need.folder));
    const problem = diskProblem(bavail * bsize, need);
    if (problem !== undefined) throw new CommandFailure(problem);
  }
}

/**
 * A generous guess of what a film takes on disk, in bytes: a second of 720p is below 1.5 MB as providers deliver it,
 * larger pictures by their area.
 */
export function filmBytes(quality: '720p' | '1080p' | '4k', seconds: number): number {
  const area = { '720p': 1, '1080p': 2.25, '4k': 9 }[quality];
  return Math.ceil(seconds * area * 1.5e6);
}
