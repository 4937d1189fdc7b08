import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../src/index.js';
import type { Person, Sandbox } from '../src/index.js';
import { button, form, pictureBytes, PlainBot, token, unlimited } from './bot.js';

let sandbox: Sandbox;
let person: Person;
const bot = new PlainBot(() => sandbox);
beforeAll(async () => {
  sandbox = await startSandbox({ limits: unlimited });
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  sandbox.reset();
  person = sandbox.telegram.person({ id: 1001 });
  await person.enter();
});

const chat_id = 1001;
const long = 'x'.repeat(4_097);
const fox = '🦊'.repeat(4_096);
const item = { type: 'photo', media: 'x' };
const album = (count: number): object[] => Array.from({ length: count }, () => item);

describe('Telegram refuses', () => {
  it.each<[string, object, number, string]>([
    ['sendMessage', { chat_id: 5, text: 'x' }, 400, 'Bad Request: chat not found'],
    ['sendMessage', { chat_id: '@nobody', text: 'x' }, 400, 'Bad Request: chat not found'],
    ['sendMessage', { text: 'x' }, 400, 'Bad Request: chat_id is empty'],
    ['sendMessage', { chat_id }, 400, 'Bad Request: message text is empty'],
    ['sendMessage', { chat_id, text: ' ' }, 400, 'Bad Request: text must be non-empty'],
    ['sendMessage', { chat_id, text: long }, 400, 'Bad Request: message is too long'],
    ['sendMessage', { chat_id, text: `${fox}x` }, 400, 'Bad Request: message is too long'],
    ['sendMessage', { chat_id, text: 'x', parse_mode: 'Latex' }, 400, 'Bad Request: unsupported parse_mode'],
    [
      ...(['sendMessage', { chat_id, text: '<x>', parse_mode: 'HTML' }, 400] as const),
      `Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0`,
    ],
    [
      ...(['sendMessage', { chat_id, text: 'x', reply_markup: button('é'.repeat(33)) }, 400] as const),
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    ['sendPhoto', { chat_id, photo: 'x', caption: long.slice(0, 1_025) }, 400, 'message caption is too long'],
    ['sendPhoto', { chat_id, photo: 'x' }, 400, 'wrong file identifier/HTTP URL specified'],
    ['sendVideo', { chat_id }, 400, 'Bad Request: there is no video in the request'],
    ['sendMediaGroup', { chat_id, media: album(1) }, 400, 'at least 2'],
    ['sendMediaGroup', { chat_id, media: album(11) }, 400, 'too many messages to send as an album'],
    [
      ...(['sendMediaGroup', { chat_id, media: [item, { ...item, type: 'document' }] }, 400] as const),
      "document can't be mixed with other media types",
    ],
    ['editMessageText', { chat_id, message_id: 9, text: 'x' }, 400, 'message to edit not found'],
    ['editMessageText', { chat_id, text: 'x' }, 400, 'message identifier is not specified'],
    ['deleteMessage', { chat_id, message_id: 9 }, 400, 'Bad Request: message to delete not found'],
    ['sendChatAction', { chat_id, action: 'dancing' }, 400, 'wrong parameter action in request'],
    ['answerCallbackQuery', { callback_query_id: '1' }, 400, 'query is too old and response timeout expired'],
    ['setMyCommands', { commands: [{ command: 'New', description: 'x' }] }, 400, 'BOT_COMMAND_INVALID'],
    ['setMyCommands', { commands: [{ command: 'new', description: '' }] }, 400, 'must be non-empty'],
    ['setWebhook', { url: 'here' }, 400, 'Bad Request: invalid webhook URL specified'],
    ['setWebhook', { url: 'http://x', secret_token: 'ü' }, 400, 'secret token contains unallowed characters'],
    ['getFile', { file_id: 'x' }, 400, 'Bad Request: invalid file_id'],
    ['sendNothing', {}, 404, 'Not Found: method not found'],
  ])('%s %#', async (method, body, status, words) => {
    const answer = await bot.call(method, body);
    expect(answer).toMatchObject({ ok: false, error_code: status });
    expect(answer.description).toContain(words);
  });

  it('nothing that is just within the limits', async () => {
    expect((await bot.call('sendMessage', { chat_id, text: fox })).ok).toBe(true);
    const caption = `<b>${'x'.repeat(1_024)}</b>`;
    const photo = new Blob([await pictureBytes()]);
    const fields = { chat_id: String(chat_id), caption, parse_mode: 'HTML', photo };
    expect((await bot.call('sendPhoto', form(fields))).ok).toBe(true);
  });

  it('tokens: 401 for a wrong one, 404 for what is none', async () => {
    const ask = async (which: string): Promise<unknown> =>
      (await fetch(`${sandbox.telegramApiRoot}/bot${which}/getMe`)).json();
    expect(await ask('42:short')).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
    expect(await ask('mine')).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
  });

  it('what a bot that is blocked, kicked or gone sends', async () => {
    await person.block();
    const refusal = async (chat: number): Promise<unknown> => {
      const { error_code, description } = await bot.call('sendMessage', { chat_id: chat, text: 'x' });
      return `${String(error_code)} ${description ?? ''}`;
    };
    expect(await refusal(chat_id)).toBe('403 Forbidden: bot was blocked by the user');
    const group = sandbox.telegram.person({ id: 7, group: { id: -100_5 } });
    await group.enter();
    await bot.call('leaveChat', { chat_id: group.chatId });
    expect(await refusal(group.chatId)).toBe('403 Forbidden: bot is not a member of the supergroup chat');
    await group.block();
    expect(await refusal(group.chatId)).toBe('403 Forbidden: bot was kicked from the supergroup chat');
    const old = sandbox.telegram.person({ id: 7, group: { id: -6, type: 'group' } });
    await old.block();
    expect(await refusal(-6)).toBe('403 Forbidden: bot was kicked from the group chat');
    await person.unblock();
    expect((await bot.call('sendMessage', { chat_id, text: 'x' })).ok).toBe(true);
  });

  it('files by URL that cannot be had', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-length', 21_000_000);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/film.mp4`;
    expect((await bot.call('sendVideo', { chat_id, video: url })).description).toBe(
      'Bad Request: failed to get HTTP URL content',
    );
    server.closeAllConnections();
    server.close();
  });
});

describe('the limits', () => {
  it('of uploads and messages', async () => {
    const strict = await startSandbox({ limits: { uploadBytes: 1_000, groupMessagesPerMinute: 1 } });
    const strictBot = new PlainBot(() => strict);
    try {
      const group = strict.telegram.person({ group: { id: -5, type: 'group' } });
      await group.enter();
      const document = new Blob([Buffer.alloc(1_001)]);
      const upload = await strictBot.call('sendDocument', form({ chat_id: '-5', document }));
      expect(upload).toEqual({ ok: false, error_code: 413, description: 'Request Entity Too Large' });
      expect((await strictBot.call('sendMessage', { chat_id: -5, text: 'one' })).ok).toBe(true);
      const refused = await strictBot.call('sendMessage', { chat_id: -5, text: 'two' });
      expect(refused).toMatchObject({ ok: false, error_code: 429 });
      expect(refused.parameters?.retry_after).toBeGreaterThan(30);
      const calls = await strict.telegram.calls();
      expect(calls.map(({ status, accepted }) => [status, accepted])).toEqual([
        ...[
          [413, false],
          [200, true],
          [429, false],
        ],
      ]);
      expect(calls[2]?.retryAfter).toBe(refused.parameters?.retry_after);
    } finally {
      await strict.stop();
    }
  });

  it('of one chat: three at once, edits count, actions do not', async () => {
    const strict = await startSandbox();
    const strictBot = new PlainBot(() => strict);
    try {
      const one = strict.telegram.person();
      await one.enter();
      const target = { chat_id: one.chatId };
      const { result } = await strictBot.call('sendMessage', { ...target, text: 'one' });
      const status = async (method: string, more: object): Promise<number> =>
        (await strictBot.call(method, { ...target, ...more })).error_code ?? 200;
      expect(await status('editMessageText', { message_id: result.message_id, text: 'two' })).toBe(200);
      expect(await status('sendMessage', { text: 'three' })).toBe(200);
      expect(await status('sendMessage', { text: 'four' })).toBe(429);
      expect(await status('sendChatAction', { action: 'typing' })).toBe(200);
      expect(await status('deleteMessage', { message_id: result.message_id })).toBe(200);
    } finally {
      await strict.stop();
    }
  });

  it("of a server of one's own are wider, and its files lie on the disk", async () => {
    const own = await startSandbox({ limits: unlimited, telegram: { localServer: true } });
    const ownBot = new PlainBot(() => own);
    try {
      const one = own.telegram.person();
      await one.enter();
      const video = new Blob([Buffer.alloc(60_000_000)], { type: 'video/mp4' });
      const sent = await ownBot.call('sendVideo', form({ chat_id: String(one.chatId), video }));
      const { file_id } = sent.result['video'] as { file_id: string };
      const { result } = await ownBot.call('getFile', { file_id });
      expect(result['file_path']).toMatch(new RegExp(`^/.*/${token}/videos/file_\\d+`));
      expect((await stat(String(result['file_path']))).size).toBe(60_000_000);
    } finally {
      await own.stop();
    }
  });
});

describe('on demand', () => {
  it('Telegram answers with any error, in one chat only, or breaks the connection', async () => {
    const match = { provider: 'telegram', operation: 'sendMessage', chat: chat_id } as const;
    sandbox.behave({ match, action: { kind: 'respond', status: 429, retryAfter: 3 }, times: 1 });
    sandbox.behave({ match, action: { kind: 'respond', status: 502 }, times: 1 });
    sandbox.behave({ match, action: { kind: 'drop', when: 'before' }, times: 1 });
    sandbox.behave({ match, action: { kind: 'drop', when: 'after' }, times: 1 });
    const other = sandbox.telegram.person();
    await other.enter();
    expect((await bot.call('sendMessage', { chat_id: other.chatId, text: 'x' })).ok).toBe(true);
    const url = `${sandbox.telegramApiRoot}/bot${token}/SENDMESSAGE?chat_id=${chat_id}&text=a`;
    const answer = await fetch(url);
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(await answer.json()).toEqual({
      ...{ ok: false, error_code: 429, description: 'Too Many Requests: retry after 3' },
      parameters: { retry_after: 3 },
    });
    expect(await (await fetch(url)).json()).toEqual({
      ok: false,
      error_code: 502,
      description: 'Bad Gateway',
    });
    await expect(bot.call('sendMessage', { chat_id, text: 'b' })).rejects.toThrow();
    await expect(bot.call('sendMessage', { chat_id, text: 'c' })).rejects.toThrow();
    expect((await person.messages()).map(({ text }) => text)).toEqual(['c']);
    const calls = (await sandbox.telegram.calls()).filter((call) => call.chatId === chat_id);
    expect(calls.map(({ method, status, accepted }) => [method, status, accepted])).toEqual([
      ...[
        ['sendMessage', 429, false],
        ['sendMessage', 502, false],
      ],
      ...[
        ['sendMessage', 0, false],
        ['sendMessage', 0, true],
      ],
    ]);
  });

  it('the calls tell what a bot misspelt and what Telegram ignores', async () => {
    await bot.call('sendMessage', {
      chat_id,
      text: 'x',
      reply_markup: { inline_keyboard: [[]], inlin: 1 },
      parse_mod: 'HTML',
    });
    const video = new Blob([Buffer.alloc(10)]);
    const thumbnail = new Blob([await pictureBytes('testsrc2=size=640x360')]);
    await bot.call('sendVideo', form({ chat_id: String(chat_id), video, thumbnail, thumb: thumbnail }));
    const [text, film] = await sandbox.telegram.calls();
    expect(text?.unknownFields).toEqual(['reply_markup.inlin', 'parse_mod']);
    expect(film).toMatchObject({ unknownFields: ['thumb'], ignoredFields: ['thumbnail'], accepted: true });
  });
});
