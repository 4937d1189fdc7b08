import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { programName } from './candidates.js';

/** Asks Go where its binaries go; undefined when there is no `go` on the search path. */
export async function askGo(env: NodeJS.ProcessEnv): Promise<{ bin: string; path: string } | undefined> {
  const result = await execa('go', ['env', 'GOBIN', 'GOPATH'], {
    env,
    extendEnv: false,
    reject: false,
    timeout: 10_000,
  });
  if (result.failed) return undefined;
  const [bin = '', path = ''] = result.stdout.split('\n').map((line) => line.trim());
  return { bin, path };
}

/**
 * Builds a released server with `go install` into `folder`; about a minute the first time.
 *
 * @throws Error with Go's own words when it fails.
 */
export async function installWithGo(
  version: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await execa('go', ['install', `github.com/nats-io/nats-server/v2@v${version}`], {
    env: { ...env, GOBIN: folder },
    extendEnv: false,
    timeout: 600_000,
  });
  return join(folder, programName('nats-server', process.platform));
}
