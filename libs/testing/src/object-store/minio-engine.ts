import { accessSync, constants } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { delimiter, join } from 'node:path';
import { assertPortIsFree, freePort } from '../free-port.js';
import { programName } from '../nats-server/candidates.js';
import { basicEnvironment } from '../process/basic-environment.js';
import { startChild } from '../process/child.js';
import { untilReady } from '../process/ready.js';
import { type EngineOrder, loopbackAddress, type StartedEngine } from './engine.js';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The `minio` program: `MINIO_BINARY`, else the search path; undefined when there is none. */
export function findMinio(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = env['MINIO_BINARY'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, programName('minio', process.platform))).find(isExecutable);
}

/** Its own health page is early: while it loads its settings, requests still get 503. */
async function serves(endpoint: string): Promise<boolean> {
  const signal = AbortSignal.timeout(2_000);
  const [health, requests] = await Promise.all([
    fetch(`${endpoint}/minio/health/cluster`, { signal }),
    fetch(endpoint, { signal }),
  ]);
  return health.ok && requests.status === 403;
}

/**
 * Runs a real `minio server` in a process of its own, with a key pair made for this run.
 *
 * @throws Error when there is no binary, or with the server's last lines when it does not start.
 */
export async function startMinio(order: EngineOrder): Promise<StartedEngine> {
  const file = findMinio();
  if (file === undefined) throw new Error('No minio found: set MINIO_BINARY or put minio on the PATH');
  const port = order.port === 0 ? await freePort() : order.port;
  await assertPortIsFree(port);
  const [accessKey, secretKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')];
  const address = loopbackAddress(port, accessKey, secretKey);
  const child = await startChild({
    name: 'minio',
    file,
    args: ['server', '--quiet', '--address', `127.0.0.1:${port}`, order.dataDir],
    env: {
      ...basicEnvironment(),
      MINIO_ROOT_USER: accessKey,
      MINIO_ROOT_PASSWORD: secretKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
    },
    shieldFromInterrupt: order.shieldFromInterrupt,
  });
  await untilReady(child, () => serves(address.endpoint));
  return { ...address, end: () => child.stop(5_000) };
}
