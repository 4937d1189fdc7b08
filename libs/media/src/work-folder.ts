import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder for one piece of work; it goes at the end of `await using`, whatever happens. */
export interface WorkFolder extends AsyncDisposable {
  /** Absolute path of a file in it. The name must be our own, never one from outside. */
  path(name: string): string;
}

/** Where and how folders are made. */
export interface WorkFolderOptions {
  /** Beginning of every folder's name, for example `framer`; {@link sweepWorkFolders} goes by it. */
  readonly purpose: string;
  /** Leave the folder where it is (KEEP_INTERMEDIATES), to look into it. */
  readonly keep: boolean;
  /** Parent folder; the system's temporary folder when absent. */
  readonly root?: string;
}

/** Makes a folder that only this user can read, with an unguessable name. */
export async function openWorkFolder({
  purpose,
  keep,
  root = tmpdir(),
}: WorkFolderOptions): Promise<WorkFolder> {
  const folder = await mkdtemp(join(root, prefixOf(purpose, keep)));
  return {
    path: (name) => join(folder, name),
    [Symbol.asyncDispose]: async () => {
      if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * Removes folders of a purpose that a killed process left behind: those nobody has touched for `olderThanMs`. Kept
 * folders have another name and stay.
 * @returns how many were removed
 */
export async function sweepWorkFolders(
  { purpose, root = tmpdir() }: Omit<WorkFolderOptions, 'keep'>,
  olderThanMs: number,
): Promise<number> {
  const names = (await readdir(root)).filter((name) => name.startsWith(prefixOf(purpose, false)));
  const swept = await Promise.all(names.map((name) => removeIfOld(join(root, name), olderThanMs)));
  return swept.filter(Boolean).length;
}

function prefixOf(purpose: string, keep: boolean): string {
  return `kinoline-${keep ? 'kept-' : ''}${purpose}-`;
}

async function removeIfOld(folder: string, olderThanMs: number): Promise<boolean> {
  // Another replica may sweep at the same time, and another user's folder cannot be removed.
  try {
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs < olderThanMs) return false;
    await rm(folder, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
