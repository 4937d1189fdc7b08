import { once } from 'node:events';
import { createServer } from 'node:net';
import getPort from 'get-port';

/** A TCP port on 127.0.0.1 that nobody listens on; the same process is never given it twice. */
export function freePort(): Promise<number> {
  return getPort({ host: '127.0.0.1', reserve: true });
}

/**
 * Makes sure that nobody listens on a port of 127.0.0.1. Some servers (minio) share a taken port with whoever has
 * it instead of refusing to start.
 *
 * @throws Error with code EADDRINUSE when somebody does.
 */
export async function assertPortIsFree(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
