import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Metrics } from '@kinoline/observability';
import { type Person, type Sandbox, startSandbox } from '@kinoline/sandbox';
import { freePort } from '@kinoline/testing';
import type { VideoFile } from '../src/ports.js';
import {
  ChatBusyError,
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
  FileTooLargeError,
  UploadUnclearError,
} from '../src/telegram/chat-errors.js';
import type { Screen } from '../src/telegram/screen.js';
import { botChats } from './bot-chats.js';

const token = `4242424242:${'s'.repeat(35)}`;
const provider = 'telegram' as const;
const screen = (html: string, ...labels: string[]): Screen => ({
  html,
  rows: labels.map((label) => [{ label, data: `test:${label}` }]),
});

let sandbox: Sandbox;
let ada: Person;
let chat: string;
let chats: ReturnType<typeof botChats>;
const metrics = new Metrics();

beforeAll(async () => {
  sandbox = await startSandbox({ limits: { uploadBytes: 3_000_000 } });
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.reset());
const enter = async (): Promise<void> => {
  ada = sandbox.telegram.person();
  chat = String(ada.chatId);
  await ada.enter();
  chats = botChats({ token, apiRoot: sandbox.telegramApiRoot }, metrics);
};
const calls = async (method: string): Promise<number[]> =>
  (await sandbox.telegram.calls()).filter((call) => call.method === method).map(({ status }) => status);

async function* bytes(count: number, breaksAt = Infinity): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < count; sent += 65_536) {
    if (sent >= breaksAt) throw new Error('the store went away');
    yield await Promise.resolve(Buffer.alloc(Math.min(65_536, count - sent), 7));
  }
}
const video = (open: VideoFile['open']): VideoFile => ({
  ...{ fileName: 'film.mp4', open, captionHtml: '<b>Film</b>', rows: [[{ label: 'Again', data: 'x:y' }]] },
  ...{ width: 1280, height: 720, seconds: 8.4 },
});
const film = (size = 500_000): VideoFile => video(() => Promise.resolve(bytes(size)));

describe('a message', () => {
  beforeEach(enter);

  it('is written in markup, with buttons, changed, and taken away', async () => {
    const id = await chats.send(chat, screen('<b>Hello</b> &amp; welcome', 'Go'));
    expect((await ada.messages()).at(-1)).toMatchObject({
      messageId: id,
      text: 'Hello & welcome',
      buttons: [[{ label: 'Go', data: 'test:Go' }]],
    });
    expect(await chats.edit(chat, id, screen('Hello', 'Stop'))).toBe('edited');
    expect(await chats.edit(chat, id, screen('Hello', 'Stop'))).toBe('unchanged');
    expect(await chats.editButtons(chat, id, [])).toBe('edited');
    expect((await ada.messages()).at(-1)).toMatchObject({ text: 'Hello', buttons: [] });
    await chats.remove(chat, id);
    await chats.remove(chat, id);
    expect(await chats.edit(chat, id, screen('Too late'))).toBe('gone');
    expect(await chats.editButtons(chat, id, [])).toBe('gone');
    const told = (await sandbox.telegram.calls()).flatMap(({ unknownFields, ignoredFields }) => [
      ...unknownFields,
      ...ignoredFields,
    ]);
    expect(told).toEqual([]);
  });

  it('answers another one', async () => {
    const { messageId } = await ada.say('a fox');
    await chats.send(chat, screen('A fox it is'), { replyTo: messageId, silent: true });
    const call = (await sandbox.telegram.calls()).at(-1);
    expect(call?.parameters).toMatchObject({
      reply_parameters: { message_id: messageId },
      disable_notification: true,
      link_preview_options: { is_disabled: true },
    });
  });

  it('is refused for good when its markup is broken, and its chat is gone when the bot was blocked', async () => {
    await expect(chats.send(chat, screen('<b>Hello'))).rejects.toThrow(ChatRefusedError);
    await ada.block();
    await expect(chats.send(chat, screen('Hello'))).rejects.toThrow(ChatGoneError);
    await expect(chats.send('5', screen('Hello'))).rejects.toThrow(ChatGoneError);
    await chats.act(chat, 'typing');
  });

  it('waits when Telegram asks for it, and everybody else in the chat with it', async () => {
    const match = { provider, operation: 'sendMessage' };
    sandbox.behave({ match, action: { kind: 'respond', status: 429, retryAfter: 1 }, times: 1 });
    const begun = performance.now();
    await Promise.all([chats.send(chat, screen('one')), chats.send(chat, screen('two'))]);
    expect(performance.now() - begun).toBeGreaterThan(1_000);
    const statuses = await calls('sendMessage');
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
  });

  it('is left to whoever wanted it when the wait is long', async () => {
    sandbox.behave({
      match: { provider, operation: 'sendMessage' },
      action: { kind: 'respond', status: 429, retryAfter: 600 },
      times: 1,
    });
    await expect(chats.send(chat, screen('one'))).rejects.toThrow(ChatBusyError);
    await expect(chats.send(chat, screen('two'))).rejects.toMatchObject({ retryable: true });
    expect(await calls('sendMessage')).toEqual([429]);
  });

  it('is not written twice when an answer is lost; a change is simply made again', async () => {
    const id = await chats.send(chat, screen('Hello'));
    const drop = (operation: string): void =>
      sandbox.behave({ match: { provider, operation }, action: { kind: 'drop', when: 'after' }, times: 1 });
    drop('sendMessage');
    await expect(chats.send(chat, screen('once'))).rejects.toThrow(ChatUnreachableError);
    drop('editMessageText');
    expect(await chats.edit(chat, id, screen('changed'))).toBe('unchanged');
    expect((await ada.messages()).map(({ text }) => text)).toEqual(['changed', 'once']);
  });

  it('is tried again while Telegram cannot be reached, and errors never tell the token', async () => {
    const away = botChats({ token, apiRoot: `http://127.0.0.1:${await freePort()}` });
    const error: unknown = await away.send(chat, screen('Hello')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ChatUnreachableError);
    expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain(token);
    expect((error as Error).cause).toBeUndefined();
  });

  it('is given up when its signal says so', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(chats.send(chat, screen('Hello'), { signal })).rejects.toThrow('enough');
    expect(await calls('sendMessage')).toEqual([]);
  });

  it('of a press is answered once; an old press is left', async () => {
    await chats.send(chat, screen('Hello', 'Go'));
    const tapped = await ada.tap('Go');
    await chats.answerPress(tapped.id, { text: 'On my way', alert: true });
    expect(await tapped.answered()).toMatchObject({ text: 'On my way', alert: true });
    await chats.answerPress('1234567890');
  });
});

describe('a video', () => {
  beforeEach(enter);

  it('is sent as a stream with what Telegram needs to show it, and again for nothing', async () => {
    const { messageId, fileId } = await chats.sendVideo(chat, film());
    const seen = (await ada.messages()).at(-1);
    expect(seen).toMatchObject({ messageId, kind: 'video', text: 'Film' });
    expect(await ada.file(fileId)).toHaveLength(500_000);
    const sent = (await sandbox.telegram.calls()).at(-1);
    expect(sent?.parameters).toMatchObject({ supports_streaming: 'true', duration: '8', width: '1280' });
    const again = await chats.sendKeptVideo(chat, { fileId, captionHtml: 'Again', rows: [] });
    expect(again.messageId).toBeGreaterThan(messageId);
    expect((await sandbox.telegram.calls()).at(-1)?.uploadedBytes).toBe(0);
  });

  it('is tried again after a 429, from its beginning', async () => {
    let opened = 0;
    sandbox.behave({
      match: { provider, operation: 'sendVideo' },
      action: { kind: 'respond', status: 429, retryAfter: 1 },
      times: 1,
    });
    const sent = await chats.sendVideo(
      chat,
      video(() => {
        opened += 1;
        return Promise.resolve(bytes(100_000));
      }),
    );
    expect(opened).toBe(2);
    expect(await ada.file(sent.fileId)).toHaveLength(100_000);
  });

  it.each([
    ['the answer is lost', { kind: 'drop', when: 'after' }],
    ['Telegram stumbles', { kind: 'respond', status: 502 }],
  ] as const)('is never repeated by itself when %s', async (_, action) => {
    sandbox.behave({ match: { provider, operation: 'sendVideo' }, action, times: 1 });
    await expect(chats.sendVideo(chat, film())).rejects.toThrow(UploadUnclearError);
    expect(await calls('sendVideo')).toHaveLength(1);
  });

  it('fails as its source failed, and leaves nothing in the chat', async () => {
    const broken = video(() => Promise.resolve(bytes(2_000_000, 1_000_000)));
    await expect(chats.sendVideo(chat, broken)).rejects.toThrow('the store went away');
    expect(await ada.messages()).toEqual([]);
  });

  it('is refused when it is too large', async () => {
    await expect(chats.sendVideo(chat, film(3_500_000))).rejects.toThrow(ChatRefusedError);
  });

  it('that is given up on its way is surely not there', async () => {
    const enough = new AbortController();
    const endless = video(() =>
      Promise.resolve(
        (async function* () {
          yield Buffer.alloc(100_000);
          enough.abort(new Error('enough'));
          await new Promise(() => undefined);
        })(),
      ),
    );
    await expect(chats.sendVideo(chat, endless, { signal: enough.signal })).rejects.toThrow('enough');
    expect(await ada.messages()).toEqual([]);
  });
});

describe('a file of a person', () => {
  beforeEach(enter);

  const sent = async (size: number): Promise<string> => {
    const shown = await ada.send({ kind: 'document', bytes: Buffer.alloc(size, 1), name: 'x.png' } as never);
    const { document } = shown.message as unknown as { document: { file_id: string } };
    return document.file_id;
  };

  it('is fetched, up to the limit', async () => {
    const fileId = await sent(100_000);
    expect(await chats.download(fileId, 100_000)).toHaveLength(100_000);
    await expect(chats.download(fileId, 99_999)).rejects.toThrow(FileTooLargeError);
    await expect(chats.download('unknown', 99_999)).rejects.toThrow(ChatRefusedError);
  });

  it('is read from the disk only where the Bot API server is told to be local', async () => {
    const local = await startSandbox({ telegram: { localServer: true } });
    try {
      ada = local.telegram.person();
      await ada.enter();
      const fileId = await sent(50_000);
      const settings = { token, apiRoot: local.telegramApiRoot };
      await expect(botChats(settings).download(fileId, 60_000)).rejects.toThrow(/TELEGRAM_LOCAL_SERVER/);
      const beside = botChats({ ...settings, localServer: true });
      expect(await beside.download(fileId, 60_000)).toHaveLength(50_000);
      await expect(beside.download(fileId, 40_000)).rejects.toThrow(FileTooLargeError);
    } finally {
      await local.stop();
    }
  });
});

it('calls are counted by method and outcome', async () => {
  const text = await metrics.text();
  expect(text).toMatch(/kinoline_telegram_calls_total\{method="sendMessage",outcome="busy"\} \d/);
  expect(text).toMatch(/kinoline_telegram_calls_total\{method="sendVideo",outcome="ok"\} \d/);
  expect(text).toMatch(/kinoline_telegram_call_seconds_count\{method="sendMessage"\} \d/);
});
