import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import S3rver from '@20minutes/s3rver';
import { type EngineOrder, loopbackAddress, type StartedEngine } from './engine.js';

/** The one key pair s3rver knows (its lib/models/account.js). */
const onlyKey = 'S3RVER';

/**
 * Runs s3rver inside this process, on a server of our own: its own `run()` turns a taken port into an uncaught
 * exception and cannot drop idle connections when it ends.
 */
export async function startS3rver({ dataDir, port }: EngineOrder): Promise<StartedEngine> {
  const app = new S3rver({ directory: dataDir, silent: true, vhostBuckets: false });
  app.silent = true;
  const server = createServer(app.callback());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const end = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { ...loopbackAddress((server.address() as AddressInfo).port, onlyKey, onlyKey), end };
}
