import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One public address before several replicas, as an ingress is one. */
export interface WebhookDoor {
  readonly url: string;
  /** A replica that listens there takes part from now on. */
  add(url: string): void;
  remove(url: string): void;
  close(): Promise<void>;
}

/** Opens a door that gives every request to the next replica; 503 while there is none. */
export async function openWebhookDoor(): Promise<WebhookDoor> {
  const replicas: string[] = [];
  let turn = 0;
  const server = createServer((incoming, answer) => {
    const replica = replicas[(turn += 1) % replicas.length];
    const refuse = (): void => {
      if (!answer.headersSent) answer.writeHead(503).end();
    };
    if (replica === undefined) {
      refuse();
      return;
    }
    const { method, headers } = incoming;
    const onwards = request(new URL(incoming.url ?? '/', replica), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(onwards.on('error', refuse));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => void replicas.push(url),
    remove: (url) => void replicas.splice(replicas.indexOf(url), 1),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
