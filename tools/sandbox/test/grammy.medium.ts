import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor } from '@kinoline/testing';
import type { TemporaryFolder } from '@kinoline/testing';
import {
  Api,
  Bot,
  GrammyError,
  HttpError,
  InlineKeyboard,
  InputFile,
  InputMediaBuilder,
  webhookCallback,
} from 'grammy';
import { startSandbox } from '../src/index.js';
import type { Person, Sandbox } from '../src/index.js';
import { pictureBytes, token, unlimited } from './bot.js';

let sandbox: Sandbox;
let folder: TemporaryFolder;
let picture: Buffer;
let api: Api;
let person: Person;
let stop: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  folder = await temporaryFolder('grammy');
  sandbox = await startSandbox({ limits: unlimited });
  picture = await pictureBytes();
  api = new Api(token, { apiRoot: sandbox.telegramApiRoot });
});
beforeEach(async () => {
  sandbox.reset();
  person = sandbox.telegram.person();
  await person.enter();
});
afterEach(async () => {
  await stop();
  stop = () => Promise.resolve();
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});

function newBot(): Bot {
  const bot = new Bot(token, { client: { apiRoot: sandbox.telegramApiRoot } });
  bot.command('start', (context) =>
    context.reply('<b>Hello</b>', {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('Go', 'go'),
    }),
  );
  bot.callbackQuery('go', async (context) => {
    await context.answerCallbackQuery({ text: 'Going' });
    await context.editMessageText('Gone', { link_preview_options: { is_disabled: true } });
  });
  return bot;
}

async function talk(): Promise<void> {
  await person.say('/start');
  expect((await person.waitFor('Hello')).entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
  const tapped = await person.tap('Go');
  expect(await tapped.answered()).toMatchObject({ text: 'Going', alert: false });
  expect(await person.waitFor('Gone')).toMatchObject({ version: 2, buttons: [] });
}

describe('a bot of grammY', () => {
  it('talks by polling', async () => {
    const bot = newBot();
    const running = bot.start();
    stop = async () => {
      await bot.stop();
      await running;
    };
    await talk();
    expect(bot.botInfo).toMatchObject({ id: 42, is_bot: true, can_join_groups: true });
    expect((await sandbox.telegram.calls()).flatMap(({ unknownFields }) => unknownFields)).toEqual([]);
  });

  it('talks by webhook with a secret', async () => {
    const bot = newBot();
    const handle = webhookCallback(bot, 'http', { secretToken: 'only-us' });
    const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    stop = async () => {
      await api.deleteWebhook();
      server.closeAllConnections();
      server.close();
    };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await api.setWebhook(url, { secret_token: 'only-us', allowed_updates: ['message', 'callback_query'] });
    await talk();
    // The answer to the last update may still be on its way.
    await waitFor(async () => (await api.getWebhookInfo()).pending_update_count === 0, {
      what: 'every update to be taken',
    });
    expect(await api.getWebhookInfo()).toMatchObject({ url });
  });

  it('is the only one that polls', async () => {
    const polling = newBot();
    const running = polling.start().catch((error: unknown) => error);
    await sandbox.telegram.waitForCall(({ method }) => method === 'deleteWebhook');
    await waitFor(
      async () => {
        await api.getUpdates({ timeout: 1 });
        return !polling.isRunning();
      },
      { what: 'the first bot to give up' },
    );
    const error = await running;
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 409 });
  });
});

describe('the API of grammY', () => {
  it('sends a film from a stream, with a thumbnail, and gets it back', async () => {
    const path = join(folder.path, 'film.mp4');
    await writeFile(path, Buffer.alloc(15_000_000, 7));
    const sent = await api.sendVideo(person.chatId, new InputFile(createReadStream(path), 'film.mp4'), {
      ...{ caption: '<i>Film</i>', parse_mode: 'HTML', width: 1280, height: 720, duration: 8 },
      ...{ supports_streaming: true, thumbnail: new InputFile(picture, 'thumbnail.jpg') },
    });
    expect(sent.video).toMatchObject({ file_size: 15_000_000, file_name: 'film.mp4', duration: 8 });
    expect(sent.video.thumbnail).toMatchObject({ width: 320, height: 180 });
    const file = await api.getFile(sent.video.file_id);
    const url = `${sandbox.telegramApiRoot}/file/bot${token}/${file.file_path ?? ''}`;
    expect(await (await fetch(url)).bytes()).toHaveLength(15_000_000);
    const again = await api.sendVideo(person.chatId, sent.video.file_id);
    expect(again.video.file_id).toBe(sent.video.file_id);
    const still = InputMediaBuilder.photo(new InputFile(picture), { caption: 'Still' });
    await api.editMessageMedia(person.chatId, again.message_id, still);
    expect(await person.waitFor('Still')).toMatchObject({ kind: 'photo', version: 2 });
    const [call] = await sandbox.telegram.calls();
    expect(call).toMatchObject({ method: 'sendVideo', unknownFields: [], ignoredFields: [] });
    expect(call?.uploadedBytes).toBe(15_000_000 + picture.length);
  });

  it('sends albums, commands per language and actions', async () => {
    const stills = [1, 2, 3].map((scene) =>
      InputMediaBuilder.photo(new InputFile(picture), { caption: `Scene ${scene}` }),
    );
    expect(await api.sendMediaGroup(person.chatId, stills)).toHaveLength(3);
    const albums = new Set((await person.messages()).map(({ albumId }) => albumId));
    expect([albums.size, albums.has(undefined)]).toEqual([1, false]);
    await api.setMyCommands([{ command: 'new', description: 'Новое кино' }], {
      ...{ language_code: 'ru', scope: { type: 'all_private_chats' } },
    });
    await api.setMyDescription('Кино', { language_code: 'ru' });
    await api.sendChatAction(person.chatId, 'upload_video');
    expect(await person.actions()).toEqual(['upload_video']);
    expect(await sandbox.telegram.person({ language: 'ru' }).sight()).toMatchObject({
      ...{ commands: [{ description: 'Новое кино' }], description: 'Кино' },
    });
    expect((await sandbox.telegram.calls()).flatMap(({ unknownFields }) => unknownFields)).toEqual([]);
  });

  it('has errors with code, description and seconds to wait', async () => {
    sandbox.behave({
      match: { chat: person.chatId },
      action: { kind: 'respond', status: 429, retryAfter: 7 },
      times: 1,
    });
    const flood: unknown = await api.sendMessage(person.chatId, 'x').catch((error: unknown) => error);
    expect(flood).toBeInstanceOf(GrammyError);
    expect(flood).toMatchObject({
      ...{ error_code: 429, description: 'Too Many Requests: retry after 7' },
      parameters: { retry_after: 7 },
    });
    const gone: unknown = await api.editMessageText(person.chatId, 99, 'x').catch((error: unknown) => error);
    expect(gone).toMatchObject({ error_code: 400, description: 'Bad Request: message to edit not found' });
    sandbox.behave({ match: { operation: 'sendVideo' }, action: { kind: 'drop', when: 'after' }, times: 1 });
    const film = new InputFile(Buffer.alloc(1_000_000), 'film.mp4');
    const lost: unknown = await api.sendVideo(person.chatId, film).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(HttpError);
    const films = (await sandbox.telegram.calls()).filter(({ method }) => method === 'sendVideo');
    expect(films).toMatchObject([{ status: 0, accepted: true }]);
    const wrong = new Api('42:nobody', { apiRoot: sandbox.telegramApiRoot });
    await expect(wrong.getMe()).rejects.toMatchObject({ error_code: 401, description: 'Unauthorized' });
  });
});
