import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import { button, pictureBytes, PlainBot, unlimited } from './bot.js';
import type { UpdateJson } from './bot.js';

let sandbox: Sandbox;
let offset = 0;
const bot = new PlainBot(() => sandbox);
beforeAll(async () => {
  sandbox = await startSandbox({ limits: unlimited });
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  sandbox.reset();
  offset = 0;
});

/** The updates since the last time. */
async function fresh(): Promise<UpdateJson[]> {
  const updates = await bot.updates(offset, 0);
  offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
  return updates;
}

describe('a person', () => {
  it('sends everything people send', async () => {
    const person = sandbox.telegram.person();
    const bytes = await pictureBytes('testsrc2=size=1280x720');
    const asked = await person.say('/new@kinoline_sandbox_bot a fox #film @ada https://x.org');
    await person.send({ kind: 'photo', bytes, caption: 'Start /here' });
    await person.send({ kind: 'document', bytes, name: 'still.png', contentType: 'image/png' });
    await person.send({ kind: 'voice', bytes: Buffer.alloc(9), seconds: 3 });
    await person.send({ kind: 'sticker', bytes: Buffer.alloc(9), emoji: '🦊' });
    await person.send({ kind: 'video', bytes: Buffer.alloc(9), seconds: 4, width: 64, height: 36 });
    await person.sendContact('+49123', 'Ada');
    await person.sendLocation(52.5, 13.4);
    await person.edit(asked.messageId, 'a bear');
    const updates = await fresh();
    expect(updates).toMatchObject([
      {
        message: {
          entities: [
            { type: 'bot_command', offset: 0, length: 25 },
            { type: 'hashtag', offset: 32, length: 5 },
            { type: 'mention', offset: 38, length: 4 },
            { type: 'url', offset: 43, length: 13 },
          ],
        },
      },
      {
        message: {
          photo: [
            { width: 90, height: 51 },
            { width: 1280, height: 720 },
          ],
          caption_entities: [{ type: 'bot_command', offset: 6 }],
        },
      },
      { message: { document: { file_name: 'still.png', mime_type: 'image/png' } } },
      { message: { voice: { duration: 3, mime_type: 'audio/ogg' } } },
      { message: { sticker: { emoji: '🦊' } } },
      { message: { video: { duration: 4, width: 64 } } },
      { message: { contact: { phone_number: '+49123' } } },
      { message: { location: { latitude: 52.5 } } },
      { edited_message: { text: 'a bear' } },
    ]);
    const seen = await person.messages();
    expect(seen.map(({ kind }) => kind)).toEqual([
      ...['text', 'photo', 'document', 'voice', 'sticker', 'video', 'contact', 'location'],
    ]);
    expect(seen[0]).toMatchObject({ version: 2, text: 'a bear' });
    const { result } = await bot.call('getFile', { file_id: seen[1]?.fileId });
    expect(Buffer.from(await bot.download(result['file_path'])).equals(bytes)).toBe(true);
  });

  it('writes long texts as several messages', async () => {
    const person = sandbox.telegram.person();
    await person.say('x'.repeat(10_000));
    expect((await person.messages()).map(({ text }) => text.length)).toEqual([4_096, 4_096, 1_808]);
  });

  it('presses any button there ever was, and sees every state of every message', async () => {
    const person = sandbox.telegram.person();
    await person.say('go');
    const target = { chat_id: person.chatId };
    const { result } = await bot.call('sendMessage', {
      ...target,
      text: 'One',
      reply_markup: button('old', 'Yes'),
    });
    const message_id = result.message_id;
    await bot.call('editMessageText', {
      ...target,
      message_id,
      text: 'Two',
      reply_markup: button('new', 'Yes'),
    });
    await bot.call('editMessageText', { ...target, message_id, text: 'Three' });
    expect(await person.waitFor('One')).toMatchObject({ version: 1 });
    await expect(person.tap('Yes', { timeoutMs: 50 })).rejects.toThrow(/no button Yes.*\n(.*\n)*.*"Three"/);
    const old = await person.tap('Yes', { on: message_id, version: 1 });
    expect(old).toMatchObject({ data: 'old', version: 1 });
    await person.tap(/^Y/, { on: message_id, version: 2 });
    const updates = await fresh();
    expect(updates.flatMap(({ callback_query: query }) => query?.data ?? [])).toEqual(['old', 'new']);
    expect((await person.screens()).map(({ from, text, version }) => `${from} ${version} ${text}`)).toEqual([
      ...['person 1 go', 'bot 1 One', 'bot 2 Two', 'bot 3 Three'],
    ]);
    expect((await person.taps()).map(({ version, data }) => [version, data])).toEqual([
      [1, 'old'],
      [2, 'new'],
    ]);
    await person.delete(message_id);
    expect((await bot.call('editMessageText', { ...target, message_id, text: 'x' })).description).toBe(
      'Bad Request: message to edit not found',
    );
    expect((await bot.call('deleteMessage', { ...target, message_id })).description).toBe(
      'Bad Request: message to delete not found',
    );
    await expect(person.tap('Yes', { on: message_id, version: 1 })).rejects.toThrow('is deleted');
  });

  it('waits for what comes after the own act, not for what was there before', async () => {
    const person = sandbox.telegram.person();
    await person.say('first');
    await bot.call('sendMessage', { chat_id: person.chatId, text: 'Hello' });
    await person.waitFor('Hello');
    await person.say('second');
    await expect(person.waitFor('Hello', { timeoutMs: 50 })).rejects.toThrow('nothing matched Hello');
    expect(await person.waitFor('Hello', { since: 0 })).toMatchObject({ text: 'Hello' });
    const waiting = person.waitFor(/again/g);
    await bot.call('sendMessage', { chat_id: person.chatId, text: 'Hello again' });
    expect((await waiting).text).toBe('Hello again');
  });

  it('blocks the bot, which is told, and lets it in again', async () => {
    const person = sandbox.telegram.person();
    await person.block();
    await expect(person.say('x')).rejects.toThrow('has blocked the bot');
    await person.unblock();
    await person.say('/start');
    expect(await fresh()).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { text: '/start' } },
    ]);
  });
});

describe('a group', () => {
  it('with topics keeps each message in its topic, and knows no other', async () => {
    const group = { id: -100_78, title: 'Film school', topic: 5 };
    const ada = sandbox.telegram.person({ id: 1, group });
    await ada.say('/help');
    const [update] = await fresh();
    const place = { chat: { is_forum: true }, message_thread_id: 5, is_topic_message: true };
    expect(update).toMatchObject({ message: place });
    await bot.call('sendMessage', { chat_id: group.id, message_thread_id: 5, text: 'here' });
    await bot.call('sendMessage', { chat_id: group.id, text: 'in General' });
    const [, here, general] = await ada.messages();
    expect([here?.message.message_thread_id, general?.message.message_thread_id]).toEqual([5, undefined]);
    const elsewhere = { chat_id: group.id, message_thread_id: 6, text: 'where?' };
    const { error_code: code, description } = await bot.call('sendMessage', elsewhere);
    expect([code, description]).toEqual([400, 'Bad Request: message thread not found']);
  });

  it('shows the bot only what is meant for it', async () => {
    const group = { id: -100_77, title: 'Film club' };
    const ada = sandbox.telegram.person({ id: 1, group });
    const bob = sandbox.telegram.person({ id: 2, firstName: 'Bob', group });
    await ada.say('nothing for you');
    await ada.say('/new a fox');
    await bob.say('/new@other_bot a fox');
    await bob.say('@kinoline_sandbox_bot a bear');
    const { result } = await bot.call('sendMessage', {
      chat_id: group.id,
      text: 'Yes?',
      reply_markup: button('b'),
    });
    await bob.say('I mean you', { replyTo: result.message_id });
    await ada.tap('Accept');
    const updates = await fresh();
    expect(updates.map(({ message, callback_query: query }) => message?.text ?? query?.data)).toEqual([
      ...['/new a fox', '@kinoline_sandbox_bot a bear', 'I mean you', 'b'],
    ]);
    expect(updates[2]?.message).toMatchObject({
      from: { id: 2, first_name: 'Bob' },
      chat: { type: 'supergroup', title: 'Film club' },
      reply_to_message: { text: 'Yes?' },
    });
    expect(await ada.messages()).toHaveLength(6);
  });

  it('throws the bot out and takes it back', async () => {
    const ada = sandbox.telegram.person({ id: 1, group: { id: -9, type: 'group' } });
    await ada.block();
    await ada.say('/new alone');
    await ada.unblock();
    await ada.say('/new again');
    const updates = await fresh();
    expect(
      updates.map(({ message, my_chat_member: change }) => change?.new_chat_member.status ?? message?.text),
    ).toEqual([...['kicked', 'member', undefined, '/new again']]);
  });

  it('is open to a bot without privacy mode', async () => {
    const open = await startSandbox({ telegram: { privacyMode: false } });
    try {
      await open.telegram.person({ group: { id: -9 } }).say('hello all');
      const openBot = new PlainBot(() => open);
      expect((await openBot.call('getMe')).result['can_read_all_group_messages']).toBe(true);
      expect(await openBot.updates()).toMatchObject([{ message: { text: 'hello all' } }]);
    } finally {
      await open.stop();
    }
  });
});

describe('many people at once', () => {
  it('wait for their own answers', async () => {
    const people = Array.from({ length: 100 }, () => sandbox.telegram.person());
    const talks = people.map(async (person, index) => {
      await person.say(`hello ${index}`);
      return (await person.waitFor(/answer/)).text;
    });
    let answered = 0;
    while (answered < people.length) {
      for (const { message } of await bot.updates(offset)) {
        await bot.call('sendMessage', {
          chat_id: message?.chat.id,
          text: `answer to ${message?.text ?? ''}`,
        });
        answered += 1;
        offset = 0;
      }
      offset =
        ((await sandbox.telegram.updates()).findLast(({ deliveries }) => deliveries > 0)?.updateId ?? 0) + 1;
    }
    expect(await Promise.all(talks)).toEqual(people.map((_, index) => `answer to hello ${index}`));
  });
});
