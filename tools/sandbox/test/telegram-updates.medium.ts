import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kinoline/testing';
import { startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import { PlainBot, unlimited } from './bot.js';
import type { UpdateJson } from './bot.js';

let sandbox: Sandbox;
let close: () => void = () => undefined;
const bot = new PlainBot(() => sandbox);
beforeAll(async () => {
  sandbox = await startSandbox({ limits: unlimited });
});
afterAll(() => sandbox.stop());
afterEach(() => {
  close();
  close = (): void => undefined;
  sandbox.reset();
});

/** A webhook that keeps what it gets; `answer` answers the nth request (200 by default). */
async function webhook(
  answer: (response: ServerResponse, request: number) => void = (response) => response.end(),
): Promise<{
  readonly url: string;
  readonly got: UpdateJson[];
  readonly headers: IncomingMessage['headers'][];
}> {
  const got: UpdateJson[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      got.push(JSON.parse(body) as UpdateJson);
      headers.push(request.headers);
      answer(response, got.length);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates`, got, headers };
}

/** Waits until the sandbox has the answers to all its posts; the last one may still be on its way. */
const allTaken = (): Promise<boolean> =>
  waitFor(async () => (await sandbox.telegram.updates()).every(({ confirmed }) => confirmed), {
    what: 'every update to be taken',
  });

const idsOf = (updates: readonly UpdateJson[]): number[] => updates.map(({ update_id: id }) => id);

describe('polling', () => {
  it('delivers again what was not confirmed, and nothing that was', async () => {
    const person = sandbox.telegram.person();
    await person.say('one');
    const [first] = await bot.updates();
    expect(await bot.updates()).toEqual([first]);
    expect(await sandbox.telegram.redeliver('all', 2)).toEqual([first?.update_id]);
    expect(await bot.updates()).toEqual([first, first, first]);
    await person.say('two');
    expect(await bot.updates((first?.update_id ?? 0) + 1)).toMatchObject([{ message: { text: 'two' } }]);
    const [one, two] = await sandbox.telegram.updates();
    expect(one).toMatchObject({ kind: 'message', chatId: person.chatId, deliveries: 5, confirmed: true });
    expect(two).toMatchObject({ deliveries: 1, confirmed: false });
  });

  it('twice at once is a conflict, also with a webhook', async () => {
    const first = bot.call('getUpdates', { timeout: 5 });
    await waitFor(
      async () => {
        const other = await bot.call('getUpdates', { timeout: 1 });
        return other.ok;
      },
      { what: 'the second poll' },
    );
    expect(await first).toEqual({
      ...{ ok: false, error_code: 409 },
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    const polling = bot.call('getUpdates', { timeout: 10 });
    await waitFor(async () => (await bot.call('setWebhook', { url: 'http://127.0.0.1:9/' })).ok, {
      what: 'the webhook',
    });
    expect((await polling).description).toBe('Conflict: terminated by setWebhook request');
    expect((await bot.call('getUpdates')).description).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  });

  it('can deliver every update three times, shuffled', async () => {
    await sandbox.telegram.deliver({ times: 3, windowMs: 50 });
    const person = sandbox.telegram.person();
    for (const word of ['a', 'b', 'c', 'd', 'e', 'f']) await person.say(word);
    const batch: UpdateJson[] = [];
    await waitFor(
      async () => {
        batch.push(...(await bot.updates(undefined, 1)));
        return new Set(idsOf(batch)).size === 6;
      },
      { what: 'all updates' },
    );
    expect(batch.length).toBeGreaterThanOrEqual(18);
    expect(idsOf(batch)).not.toEqual(idsOf(batch).toSorted((one, other) => one - other));
  });
});

describe('a webhook', () => {
  it('gets every update with its secret until it takes it, those of a chat in order', async () => {
    const hook = await webhook((response, request) => {
      response.statusCode = request === 1 ? 500 : 200;
      response.end();
    });
    await bot.call('setWebhook', { url: hook.url, secret_token: 'only-us' });
    const person = sandbox.telegram.person();
    await person.say('one');
    await person.say('two');
    await waitFor(() => hook.got.length === 3, { what: 'three posts' });
    expect(hook.got.map(({ message }) => message?.text)).toEqual(['one', 'one', 'two']);
    expect(hook.headers.every((headers) => headers['x-telegram-bot-api-secret-token'] === 'only-us')).toBe(
      true,
    );
    await allTaken();
    const { result } = await bot.call('getWebhookInfo');
    expect(result).toMatchObject({
      ...{ url: hook.url, pending_update_count: 0, max_connections: 40 },
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
  });

  it('that waits with one chat gets the updates of the others', async () => {
    const hook = await webhook((response, request) => {
      if (request > 1) response.end();
    });
    await bot.call('setWebhook', { url: hook.url });
    const slow = sandbox.telegram.person();
    await slow.say('first');
    await waitFor(() => hook.got.length === 1, { what: 'the first chat' });
    await slow.say('behind the first');
    await sandbox.telegram.person().say('of another chat');
    await waitFor(() => hook.got.length === 2, { what: 'the other chat' });
    expect(hook.got.map(({ message }) => message?.text)).toEqual(['first', 'of another chat']);
  });

  it('can get updates again, three times each and out of order', async () => {
    const hook = await webhook();
    await bot.call('setWebhook', { url: hook.url });
    await sandbox.telegram.deliver({ times: 3, windowMs: 1_000 });
    const person = sandbox.telegram.person();
    for (const word of ['a', 'b', 'c', 'd', 'e', 'f']) await person.say(word);
    await waitFor(() => hook.got.length === 18, { what: '18 posts' });
    expect(idsOf(hook.got)).not.toEqual(idsOf(hook.got).toSorted((one, other) => one - other));
    await allTaken();
    await sandbox.telegram.deliver({});
    const [first] = await sandbox.telegram.updates();
    expect(first).toMatchObject({ deliveries: 3, confirmed: true });
    expect(await sandbox.telegram.redeliver([first?.updateId ?? 0], 2)).toEqual([first?.updateId]);
    await waitFor(() => hook.got.length === 20, { what: 'the first update twice more' });
    expect(new Set(idsOf(hook.got.slice(18)))).toEqual(new Set([first?.updateId]));
  });
});
