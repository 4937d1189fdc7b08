import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import { button, form, pictureBytes, PlainBot, unlimited } from './bot.js';

let sandbox: Sandbox;
let photo: Blob;
const bot = new PlainBot(() => sandbox);
beforeAll(async () => {
  sandbox = await startSandbox({ limits: unlimited });
  photo = new Blob([await pictureBytes()], { type: 'image/jpeg' });
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.reset());

describe('a talk', () => {
  it('goes both ways, with buttons, edits and answers', async () => {
    const person = sandbox.telegram.person({ language: 'ru' });
    const waiting = bot.updates();
    await person.say('/start');
    const [first] = await waiting;
    expect(first?.message).toMatchObject({
      text: '/start',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      from: { language_code: 'ru' },
    });
    const text = '<b>Price</b>: 1 &lt; 2';
    const sent = await bot.call('sendMessage', {
      ...{ chat_id: person.chatId, text, parse_mode: 'HTML', reply_markup: button('yes') },
    });
    expect(await person.waitFor(/Price/)).toMatchObject({
      ...{ from: 'bot', kind: 'text', text: 'Price: 1 < 2', version: 1 },
      buttons: [[{ label: 'Accept', data: 'yes' }]],
    });
    const tapped = await person.tap('Accept');
    const [query] = await bot.updates((first?.update_id ?? 0) + 1);
    expect(query?.callback_query).toMatchObject({ id: tapped.id, data: 'yes' });
    const answer = { callback_query_id: tapped.id, text: 'Thank you' };
    expect((await bot.call('answerCallbackQuery', answer)).ok).toBe(true);
    expect(await tapped.answered()).toMatchObject({ text: 'Thank you', alert: false });
    expect((await bot.call('answerCallbackQuery', answer)).description).toContain('query is too old');
    const target = { chat_id: person.chatId, message_id: sent.result.message_id };
    await bot.call('editMessageText', { ...target, text: 'Accepted ' });
    expect(await person.waitFor('Accepted')).toMatchObject({ text: 'Accepted', buttons: [], version: 2 });
    expect((await bot.call('editMessageText', { ...target, text: 'Accepted' })).description).toBe(
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
    await bot.call('deleteMessage', target);
    expect(await person.waitFor((screen) => screen.deleted)).toMatchObject({ version: 3 });
    expect((await bot.call('editMessageText', { ...target, text: 'x' })).description).toBe(
      'Bad Request: message to edit not found',
    );
  });

  it('carries files', async () => {
    const person = sandbox.telegram.person();
    await person.enter();
    const video = new Blob([Buffer.alloc(2_000_000, 7)], { type: 'video/mp4' });
    const facts = {
      caption: 'Film',
      width: '1280',
      duration: '8',
      supports_streaming: 'true',
      has_spoiler: 'true',
    };
    const fields = { chat_id: String(person.chatId), ...facts, video, thumbnail: photo };
    const sent = await bot.call('sendVideo', form(fields));
    expect(sent.result['video']).toMatchObject({
      ...{ width: 1280, duration: 8, file_size: 2_000_000, supports_streaming: true },
      thumbnail: { width: 320, height: 180 },
    });
    const seen = await person.waitFor('Film');
    expect(seen).toMatchObject({ kind: 'video', message: { has_media_spoiler: true } });
    expect(await person.file(seen.fileId ?? '')).toHaveLength(2_000_000);
    const { result } = await bot.call('getFile', { file_id: seen.fileId });
    expect(result['file_path']).toMatch(/^videos\/file_\d+\.bin$/);
    expect(await bot.download(result['file_path'])).toHaveLength(2_000_000);
    const again = { chat_id: person.chatId, video: seen.fileId };
    expect((await bot.call('sendVideo', again)).result['video']).toMatchObject({
      ...{ file_id: seen.fileId, width: 1280 },
    });
    expect((await bot.call('sendPhoto', { ...again, photo: seen.fileId })).description).toBe(
      "Bad Request: can't use file of type video as photo",
    );
    const media = JSON.stringify({ type: 'photo', media: 'attach://still' });
    const target = { chat_id: String(person.chatId), message_id: String(sent.result.message_id) };
    const edited = await bot.call('editMessageMedia', form({ ...target, media, still: photo }));
    expect(edited.result['photo']).toMatchObject([{ width: 320 }]);
    const calls = await sandbox.telegram.calls();
    expect(calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      ...['sendVideo 200', 'getFile 200', 'sendVideo 200', 'sendPhoto 400', 'editMessageMedia 200'],
    ]);
    expect(calls[0]).toMatchObject({ accepted: true, messageIds: [seen.messageId], chatId: person.chatId });
    expect(calls[0]?.uploadedBytes).toBeGreaterThan(2_000_000);
  });

  it('has albums, replies and keyboards of the person', async () => {
    const person = sandbox.telegram.person();
    const asked = await person.say('show me');
    const items = ['one', 'two'].map((name) => ({ type: 'photo', media: `attach://${name}`, caption: name }));
    const reply_parameters = JSON.stringify({ message_id: asked.messageId });
    const chat_id = String(person.chatId);
    await bot.call(
      'sendMediaGroup',
      form({ chat_id, media: JSON.stringify(items), reply_parameters, one: photo, two: photo }),
    );
    const [first, second] = [await person.waitFor('one'), await person.waitFor('two')];
    expect(first).toMatchObject({ kind: 'photo', replyTo: asked.messageId, albumId: second.albumId });
    const keyboard = { keyboard: [[{ text: '📹 Film' }], ['Help']], resize_keyboard: true };
    await bot.call('sendMessage', { chat_id, text: 'Choose', reply_markup: keyboard });
    expect(await person.tapKey(/Film/)).toMatchObject({ from: 'person', text: '📹 Film' });
    await bot.call('sendMessage', { chat_id, text: 'Gone', reply_markup: { remove_keyboard: true } });
    await person.waitFor('Gone');
    await expect(person.tapKey('Help', { timeoutMs: 50 })).rejects.toThrow('no key Help');
    const gone = { chat_id, text: 'x', reply_parameters: { message_id: 999 } };
    expect((await bot.call('sendMessage', gone)).description).toBe(
      'Bad Request: message to be replied not found',
    );
    const anyway = { ...gone, reply_parameters: { message_id: 999, allow_sending_without_reply: true } };
    expect((await bot.call('sendMessage', anyway)).ok).toBe(true);
  });

  it('takes a payment', async () => {
    const person = sandbox.telegram.person();
    await person.enter();
    const offer = { title: 'Film', description: 'A film', payload: 'p', currency: 'XTR' };
    const prices = [{ label: 'Film', amount: 5 }];
    const sent = await bot.call('sendInvoice', { chat_id: person.chatId, ...offer, prices });
    const paid = person.pay(sent.result.message_id);
    const [asked] = await bot.updates();
    const pre_checkout_query_id = asked?.pre_checkout_query?.id;
    await bot.call('answerPreCheckoutQuery', { pre_checkout_query_id, ok: true });
    expect(await paid).toBe(true);
    expect(await bot.updates((asked?.update_id ?? 0) + 1)).toMatchObject([
      { message: { successful_payment: { invoice_payload: 'p', total_amount: 5 } } },
    ]);
  });

  it('shows each person the commands and texts of the own language', async () => {
    const commands = (description: string): object => ({ commands: [{ command: 'new', description }] });
    await bot.call('setMyCommands', commands('A film'));
    await bot.call('setMyCommands', { ...commands('Фильм'), language_code: 'ru' });
    await bot.call('setMyDescription', { description: 'Films' });
    await bot.call('setMyDescription', { description: 'Кино', language_code: 'ru' });
    await bot.call('setMyShortDescription', { short_description: 'Short' });
    const russian = await sandbox.telegram.person({ language: 'ru' }).sight();
    expect(russian.commands).toEqual([{ command: 'new', description: 'Фильм' }]);
    expect(russian).toMatchObject({ description: 'Кино', shortDescription: 'Short' });
    const german = await sandbox.telegram.person({ language: 'de' }).sight();
    expect(german).toMatchObject({ commands: [{ description: 'A film' }], description: 'Films' });
    const read = async (method: string, more: object): Promise<unknown> =>
      (await bot.call(method, more)).result;
    expect(await read('getMyCommands', { language_code: 'ru' })).toMatchObject([{ description: 'Фильм' }]);
    expect(await read('getMyCommands', { language_code: 'de' })).toEqual([]);
    expect(await read('getMyDescription', { language_code: 'ru' })).toEqual({ description: 'Кино' });
    await bot.call('deleteMyCommands', { language_code: 'ru' });
    expect(await read('getMyCommands', { language_code: 'ru' })).toEqual([]);
  });
});
