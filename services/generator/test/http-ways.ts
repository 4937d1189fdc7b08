import { once } from 'node:events';
import { createServer, type IncomingMessage, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address of its own in front of a server. */
export interface HttpWay {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Breaks every connection. */
  close(): Promise<void>;
}

/**
 * Opens a way to the server whose base URL `target` gives when a request comes. Answers to requests that contain the
 * text `stuck` get stuck on it: the server has done its work, nobody hears of it.
 */
export function openWayTo(target: () => string, stuck?: string): Promise<HttpWay> {
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    const onward = forward(`${target()}${url}`, { ...(method ? { method } : {}), headers });
    let held = false;
    incoming.on('data', (part: Buffer) => {
      held ||= stuck !== undefined && part.includes(stuck);
    });
    onward.on('response', (answer) => {
      if (held) answer.resume();
      else answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  return listening(server);
}

/** Opens a way that leads nowhere: what arrives is held and never answered. */
export async function openDeadEnd(): Promise<HttpWay & { readonly arrived: readonly IncomingMessage[] }> {
  const arrived: IncomingMessage[] = [];
  const way = await listening(createServer((incoming) => void arrived.push(incoming)));
  return { ...way, arrived };
}

async function listening(server: Server): Promise<HttpWay> {
  // A test that failed half-way does not keep its process from ending.
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
