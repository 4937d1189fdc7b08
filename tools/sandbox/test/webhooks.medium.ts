import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kinoline/testing';
import { startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import { create, ended, finish, reach } from './replicate-client.js';
import type { PredictionJson } from './replicate-client.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: string;
}

let sandbox: Sandbox;
let server: Server;
let hook: string;
let received: Received[] = [];
let refusals = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ webhookRetry: { firstPauseMs: 10 } });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body, status: (JSON.parse(body) as PredictionJson).status });
      response.statusCode = refusals > 0 ? 503 : 200;
      refusals -= 1;
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await sandbox.stop();
  server.close();
});
afterEach(() => {
  sandbox.reset();
  received = [];
  refusals = 0;
});

function verified({ headers, body }: Received): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(sandbox.webhookSecret.slice('whsec_'.length), 'base64');
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

const hooked = (events: string[]): object => ({ webhook: hook, webhook_events_filter: events });

describe('webhooks', () => {
  it('are signed and filtered', async () => {
    await finish(sandbox, undefined, hooked(['start', 'completed']));
    await waitFor(() => received.length === 2, { what: 'two webhooks' });
    expect(received.map(({ status }) => status)).toEqual(['processing', 'succeeded']);
    expect(received.every(verified)).toBe(true);
  });

  it('come again, under the same id, until the last one is taken', async () => {
    refusals = 2;
    await finish(sandbox, undefined, hooked(['completed']));
    await waitFor(() => received.length === 3, { what: 'three tries' });
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('come twice on demand, and also for a failure', async () => {
    sandbox.behave({ action: { kind: 'webhook', deliver: 'twice' } });
    sandbox.behave({ action: { kind: 'moderate' } });
    await finish(sandbox, undefined, hooked(['completed']));
    await waitFor(() => received.length === 2, { what: 'two webhooks' });
    expect(received.map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it('never come on demand', async () => {
    sandbox.behave({ match: { promptIncludes: 'silent' }, action: { kind: 'webhook', deliver: 'never' } });
    await finish(sandbox, { prompt: 'silent', duration: 4, resolution: '720p' }, hooked(['completed']));
    const loud = await create(sandbox, undefined, hooked(['completed']));
    await reach(loud, ...ended);
    await waitFor(() => received.length > 0, { what: 'the other webhook' });
    expect(received.map(({ body }) => (JSON.parse(body) as PredictionJson).id)).toEqual([loud.id]);
  });
});
