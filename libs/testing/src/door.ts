import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be shut and opened again, for a server that is "away" without being stopped. */
export interface Door {
  /** `http://127.0.0.1:<port>`; the same after it was shut. */
  readonly url: string;
  /** Breaks every connection, and every new one at once. Nobody else can take the port meanwhile. */
  shut(): Promise<void>;
  open(): void;
}

/** Opens a door to a server on the loopback interface; it does not keep this process alive. */
export async function doorTo(targetPort: number): Promise<Door> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((near) => {
    if (!isOpen) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => near.destroy()).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => {
      isOpen = true;
    },
    shut: async () => {
      isOpen = false;
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}
