import { openWorkFolder, sweepWorkFolders } from '@kinoline/media';
import { RetryableError } from '@kinoline/messaging';
import { Logger, type OnModuleInit } from '@nestjs/common';
import type { Workspace, Workspaces } from '../ports.js';

const purpose = 'framer';

/** No clip takes that long: an older folder belongs to a process that was killed. */
const abandonedAfterMs = 24 * 3_600_000;

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
      return await openWorkFolder({ purpose, keep: this.keep });
    } catch (cause) {
      throw new RetryableError('no work folder can be made', { cause });
    }
  }
}
