import { access } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '@kinoline/messaging';
import { FolderWorkspaces } from './folder-workspaces.js';

describe('a workspace', () => {
  it('says how much room is missing, and what to do', async () => {
    await using workspace = await new FolderWorkspaces(false).open();
    await expect(workspace.needRoom(1)).resolves.toBeUndefined();
    const refusal = workspace.needRoom(2 ** 60);
    await expect(refusal).rejects.toBeInstanceOf(RetryableError);
    await expect(refusal).rejects.toThrow(
      /needs 1099511627840 MiB of temporary room, \d+ MiB are free: .*TMPDIR/,
    );
  });

  it('goes with the work', async () => {
    const workspace = await new FolderWorkspaces(false).open();
    const folder = workspace.path('.');
    await expect(access(folder)).resolves.toBeUndefined();
    await workspace[Symbol.asyncDispose]();
    await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
