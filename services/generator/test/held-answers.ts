import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server on which the answers to POST requests get stuck: the server has done its work, nobody hears of it. */
export interface HeldAnswers {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens such a way to a base URL. */
export async function holdAnswersOf(baseUrl: string): Promise<HeldAnswers> {
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = forward(`${new URL(baseUrl).origin}${url ?? '/'}`, {
      ...(method ? { method } : {}),
      headers,
    });
    onward.on('response', (answer) => {
      if (method === 'POST') answer.resume();
      else answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${new URL(baseUrl).pathname}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
