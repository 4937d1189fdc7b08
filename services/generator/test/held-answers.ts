import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server on which some answers get stuck: the server has done its work, nobody hears of it. */
export interface HeldAnswers {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens such a way to a base URL; stuck are the answers to requests that contain a text. */
export async function holdAnswersOf(baseUrl: string, text: string): Promise<HeldAnswers> {
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = forward(`${new URL(baseUrl).origin}${url ?? '/'}`, {
      ...(method ? { method } : {}),
      headers,
    });
    let held = false;
    incoming.on('data', (part: Buffer) => {
      held ||= part.includes(text);
    });
    onward.on('response', (answer) => {
      if (held) answer.resume();
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
