import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from 'signal-exit';

/** A folder of one's own under the system's temporary folder. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
  /** Removes the folder and all in it; harmless when repeated. */
  remove(): Promise<void>;
}

/** Makes a folder that goes when `remove()` is called, at the end of `await using`, or at the latest when this process exits. */
export async function temporaryFolder(purpose = 'test'): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `kinoline-${purpose}-`));
  const forget = onExit(() => rmSync(path, { recursive: true, force: true }));
  const remove = async (): Promise<void> => {
    forget();
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
  };
  return { path, remove, [Symbol.asyncDispose]: remove };
}
