import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor } from '@kinoline/testing';
import type { TemporaryFolder } from '@kinoline/testing';
import { startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import { drawPicture } from './picture.js';

interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after: number };
  readonly result: Record<string, unknown> & { message_id: number };
}
interface UpdateJson {
  readonly update_id: number;
  readonly message?: { readonly text?: string };
  readonly callback_query?: { readonly id: string; readonly data: string };
}

const token = `42:${'a'.repeat(35)}`;
const chat = 1001;
const free = { messagesPerSecond: 0, chatMessagesPerSecond: 0, groupMessagesPerMinute: 0 };

let sandbox: Sandbox;
let folder: TemporaryFolder;
let photo: Blob;
beforeAll(async () => {
  folder = await temporaryFolder('telegram');
  sandbox = await startSandbox({ limits: free });
  const path = join(folder.path, 'photo.jpg');
  await drawPicture('testsrc2=size=320x180', path);
  photo = new Blob([await readFile(path)], { type: 'image/jpeg' });
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});
afterEach(() => sandbox.reset());

async function call(method: string, body: object | FormData = {}, at: Sandbox = sandbox): Promise<Answer> {
  const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const sent = body instanceof FormData ? { body } : json;
  const response = await fetch(`${at.telegramApiRoot}/bot${token}/${method}`, { method: 'POST', ...sent });
  return (await response.json()) as Answer;
}

async function updates(offset?: number): Promise<UpdateJson[]> {
  return (await call('getUpdates', { offset, timeout: 5 })).result as unknown as UpdateJson[];
}

function form(fields: Record<string, string | Blob>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, value, `${name}.bin`);
  }
  return body;
}

const buttons = (data: string): object => ({ inline_keyboard: [[{ text: 'Accept', callback_data: data }]] });

describe('a talk', () => {
  it('goes both ways, with buttons, edits and answers', async () => {
    const waiting = updates();
    sandbox.telegram.sendText(chat, '/start');
    const [first] = await waiting;
    expect(first?.message?.text).toBe('/start');
    const text = '<b>Price</b>: 1 &lt; 2';
    const sent = await call('sendMessage', {
      chat_id: chat,
      text,
      parse_mode: 'HTML',
      reply_markup: buttons('yes'),
    });
    expect(sandbox.telegram.messages(chat).at(-1)).toMatchObject({
      ...{ from: 'bot', kind: 'text', text: 'Price: 1 < 2', buttons: [['Accept']], edits: 0 },
    });
    const press = sandbox.telegram.press(chat, 'Accept');
    const [query] = await updates((first?.update_id ?? 0) + 1);
    expect(query?.callback_query).toMatchObject({ id: press, data: 'yes' });
    await call('answerCallbackQuery', { callback_query_id: press, text: 'Thank you' });
    expect(sandbox.telegram.pressed(press)?.answer).toEqual({ text: 'Thank you', alert: false });
    const target = { chat_id: chat, message_id: sent.result.message_id };
    await call('editMessageText', { ...target, text: 'Accepted' });
    expect(sandbox.telegram.messages(chat).at(-1)).toMatchObject({ text: 'Accepted', buttons: [], edits: 1 });
    expect((await call('editMessageText', { ...target, text: 'Accepted' })).description).toContain(
      'Bad Request: message is not modified',
    );
    await call('deleteMessage', target);
    expect((await call('editMessageText', { ...target, text: 'x' })).description).toBe(
      'Bad Request: message to edit not found',
    );
  });

  it('delivers again what was not confirmed, and nothing that was', async () => {
    sandbox.telegram.sendText(chat, 'one');
    const [first] = await updates();
    expect(await updates()).toEqual([first]);
    sandbox.telegram.sendText(chat, 'two');
    expect(await updates((first?.update_id ?? 0) + 1)).toMatchObject([{ message: { text: 'two' } }]);
  });

  it('carries files', async () => {
    sandbox.telegram.enter(chat);
    const video = new Blob([Buffer.alloc(2_000_000, 7)], { type: 'video/mp4' });
    const facts = {
      chat_id: String(chat),
      caption: 'Film',
      width: '1280',
      duration: '8',
      supports_streaming: 'true',
    };
    const sent = await call('sendVideo', form({ ...facts, video, thumbnail: photo }));
    expect(sent.result['video']).toMatchObject({
      width: 1280,
      duration: 8,
      file_size: 2_000_000,
      supports_streaming: true,
    });
    expect(sent.result['video']).toMatchObject({ thumbnail: { width: 320, height: 180 } });
    const seen = sandbox.telegram.messages(chat).at(-1);
    expect(seen).toMatchObject({ kind: 'video', text: 'Film' });
    expect(await sandbox.telegram.file(seen?.fileId ?? '')).toHaveLength(2_000_000);
    const { result } = await call('getFile', { file_id: seen?.fileId });
    const response = await fetch(
      `${sandbox.telegramApiRoot}/file/bot${token}/${String(result['file_path'])}`,
    );
    expect(await response.bytes()).toHaveLength(2_000_000);
    const media = JSON.stringify({ type: 'photo', media: 'attach://still' });
    const target = { chat_id: String(chat), message_id: String(sent.result.message_id) };
    const edited = await call('editMessageMedia', form({ ...target, media, still: photo }));
    expect(edited.result['photo']).toMatchObject([{ width: 320 }]);
  });

  it('goes over a webhook with its secret, until it is taken', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers);
      response.statusCode = seen.length === 1 ? 500 : 200;
      request.resume().on('end', () => response.end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates`;
    await call('setWebhook', { url, secret_token: 'only-us' });
    expect((await call('getUpdates')).error_code).toBe(409);
    sandbox.telegram.sendText(chat, 'hello');
    await waitFor(() => seen.length === 2, { what: 'the update to be delivered twice' });
    expect(seen.every((headers) => headers['x-telegram-bot-api-secret-token'] === 'only-us')).toBe(true);
    await call('deleteWebhook');
    server.close();
  });

  it('takes a payment', async () => {
    sandbox.telegram.enter(chat);
    const offer = { title: 'Film', description: 'A film', payload: 'p', currency: 'XTR' };
    const sent = await call('sendInvoice', {
      chat_id: chat,
      ...offer,
      prices: [{ label: 'Film', amount: 5 }],
    });
    const paid = sandbox.telegram.pay(chat, sent.result.message_id);
    const [asked] = (await updates()) as (UpdateJson & { pre_checkout_query: { id: string } })[];
    await call('answerPreCheckoutQuery', { pre_checkout_query_id: asked?.pre_checkout_query.id, ok: true });
    expect(await paid).toBe(true);
    expect(await updates((asked?.update_id ?? 0) + 1)).toMatchObject([
      { message: { successful_payment: { invoice_payload: 'p', total_amount: 5 } } },
    ]);
  });
});

describe('refusals', () => {
  const long = 'x'.repeat(4_097);
  const album = (count: number): object[] =>
    Array.from({ length: count }, () => ({ type: 'photo', media: 'x' }));
  it.each([
    ['sendMessage', { chat_id: 5, text: 'x' }, 400, 'Bad Request: chat not found'],
    ['sendMessage', { chat_id: chat, text: ' ' }, 400, 'Bad Request: message text is empty'],
    ['sendMessage', { chat_id: chat, text: long }, 400, 'Bad Request: message is too long'],
    [
      'sendMessage',
      { chat_id: chat, text: '<x>', parse_mode: 'HTML' },
      400,
      "Bad Request: can't parse entities",
    ],
    [
      'sendMessage',
      { chat_id: chat, text: 'x', reply_markup: buttons('é'.repeat(33)) },
      400,
      'BUTTON_DATA_INVALID',
    ],
    ['sendPhoto', { chat_id: chat, photo: 'x', caption: long.slice(0, 1_025) }, 400, 'caption is too long'],
    ['sendPhoto', { chat_id: chat, photo: 'x' }, 400, 'wrong file identifier'],
    ['sendMediaGroup', { chat_id: chat, media: album(1) }, 400, 'at least 2'],
    ['sendMediaGroup', { chat_id: chat, media: album(11) }, 400, 'too many messages'],
    ['answerCallbackQuery', { callback_query_id: '1' }, 400, 'query is too old'],
    ['sendNothing', {}, 404, 'Not Found'],
  ])('%s %#', async (method, body, status, words) => {
    sandbox.telegram.enter(chat);
    const answer = await call(method, body);
    expect(answer).toMatchObject({ ok: false, error_code: status });
    expect(answer.description).toContain(words);
  });

  it('of a bot that is blocked, and of a wrong token', async () => {
    sandbox.telegram.block(chat);
    expect(await call('sendMessage', { chat_id: chat, text: 'x' })).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    const response = await fetch(`${sandbox.telegramApiRoot}/bot42:short/getMe`);
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
  });

  it('of uploads and messages over the limits', async () => {
    const strict = await startSandbox({ limits: { uploadBytes: 1_000, groupMessagesPerMinute: 1 } });
    try {
      const group = { id: -5, type: 'group' } as const;
      strict.telegram.enter(group);
      const document = new Blob([Buffer.alloc(1_001)]);
      expect((await call('sendDocument', form({ chat_id: '-5', document }), strict)).error_code).toBe(413);
      expect((await call('sendMessage', { chat_id: -5, text: 'one' }, strict)).ok).toBe(true);
      const refused = await call('sendMessage', { chat_id: -5, text: 'two' }, strict);
      expect(refused).toMatchObject({ ok: false, error_code: 429 });
      expect(refused.parameters?.retry_after).toBeGreaterThan(30);
    } finally {
      await strict.stop();
    }
  });

  it('on demand', async () => {
    sandbox.telegram.enter(chat);
    const match = { provider: 'telegram', operation: 'sendMessage' } as const;
    sandbox.behave({ match, action: { kind: 'respond', status: 429, retryAfter: 3 }, times: 1 });
    sandbox.behave({ match, action: { kind: 'drop', when: 'after' }, times: 1 });
    expect(await call('sendMessage', { chat_id: chat, text: 'a' })).toEqual({
      ...{ ok: false, error_code: 429, description: 'Too Many Requests: retry after 3' },
      parameters: { retry_after: 3 },
    });
    await expect(call('sendMessage', { chat_id: chat, text: 'b' })).rejects.toThrow();
    expect(sandbox.telegram.messages(chat).map(({ text }) => text)).toEqual(['b']);
  });
});
