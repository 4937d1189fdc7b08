import { statfs } from 'node:fs/promises';
import { openWorkFolder, sweepWorkFolders, type WorkFolder } from '@kinoline/media';
import { RetryableError } from '@kinoline/messaging';
import { Logger, type OnModuleInit } from '@nestjs/common';
import type { Workspace, Workspaces } from '../ports.js';

const purpose = 'stitcher';

/** No film takes that long: an older folder belongs to a process that was killed. */
const abandonedAfterMs = 24 * 3_600_000;

/** What is left free for everybody else on the machine. */
const reserveBytes = 64 * 1024 ** 2;

/** Workspaces in the system's temporary folder. */
export class FolderWorkspaces implements Workspaces, OnModuleInit {
  private readonly log = new Logger(FolderWorkspaces.name);

  /** @param keep - leave every workspace where it is, to look into it */
  constructor(private readonly keep: boolean) {}

  async onModuleInit(): Promise<void> {
    const swept = await sweepWorkFolders({ purpose }, abandonedAfterMs);
    if (swept > 0) this.log.log(`Removed ${swept} abandoned work folders`);
  }

  async open(): Promise<Workspace> {
    try {
      const folder = await openWorkFolder({ purpose, keep: this.keep });
      return withRoomCheck(folder);
    } catch (cause) {
      throw new RetryableError('no work folder can be made', { cause });
    }
  }
}

function withRoomCheck(folder: WorkFolder): Workspace {
  return {
    path: (name) => folder.path(name),
    needRoom: async (bytes) => {
      const { bavail, bsize } = await statfs(folder.path('.'));
      const needed = bytes + reserveBytes;
      if (bavail * bsize >= needed) return;
      throw new RetryableError(
        `the film needs ${megabytes(needed)} of temporary room, ${megabytes(bavail * bsize)} are free: ` +
          'free some, or set TMPDIR to a larger disk',
      );
    },
    [Symbol.asyncDispose]: () => Promise.resolve(folder[Symbol.asyncDispose]()),
  };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}
