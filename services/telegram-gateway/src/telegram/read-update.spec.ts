import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localeOf, readUpdate } from './read-update.js';

const bot = { id: 42, username: 'Kino_bot' };
const ada = { id: 7, is_bot: false, first_name: 'Ada', language_code: 'ru' };
const ourselves = { id: 42, is_bot: true, first_name: 'Kino' };
const own = { id: 7, type: 'private' };
const group = { id: -100, type: 'supergroup' };

const message = (content: object, chat: object = own): object => ({
  update_id: 5,
  message: { message_id: 9, date: 1_700_000_000, chat, from: ada, ...content },
});
const what = (content: object, chat?: object): unknown => readUpdate(message(content, chat), bot)?.what;

describe('an update of a private chat', () => {
  it('tells who did what, where and when', () => {
    expect(readUpdate(message({ text: ' A fox ' }), bot)).toEqual({
      updateId: 5,
      at: 1_700_000_000,
      chat: { id: '7', kind: 'private' },
      sender: { personId: '7', name: 'Ada', locale: 'ru' },
      messageId: 9,
      what: { kind: 'text', text: 'A fox' },
    });
  });

  it.each([
    ['/start', 'start', ''],
    ['/NEW  A fox --scenes 4', 'new', 'A fox --scenes 4'],
    ['/new@kino_BOT A fox\nand a hare', 'new', 'A fox\nand a hare'],
    ['@Kino_bot /new A fox', 'new', 'A fox'],
  ])('knows the command %j', (text, name, rest) => {
    expect(what({ text })).toEqual({ kind: 'command', name, rest });
  });

  it.each(['/ new', '/new-film', 'see /new', '//'])('takes %j for a text', (text) => {
    expect(what({ text })).toEqual({ kind: 'text', text });
  });

  it('takes the largest size of a photo, and pictures that came as files', () => {
    const size = (file_id: string, side: number): object => ({
      file_id,
      width: side,
      height: side,
      file_size: side,
    });
    expect(what({ photo: [size('s', 90), size('l', 900), size('m', 300)], caption: 'A fox' })).toEqual({
      kind: 'photo',
      fileId: 'l',
      bytes: 900,
      caption: 'A fox',
    });
    expect(what({ document: { file_id: 'd', mime_type: 'image/png' } })).toEqual({
      kind: 'photo',
      fileId: 'd',
      bytes: undefined,
      caption: '',
    });
  });

  it.each([
    ['/new', 'new', ''],
    ['/NEW@kino_bot A fox', 'new', 'A fox'],
    ['/help', 'help', ''],
  ])('knows the command %j under a picture', (caption, name, rest) => {
    const document = { file_id: 'd', mime_type: 'image/png' };
    const picture = { fileId: 'd', bytes: undefined };
    expect(what({ document, caption })).toEqual({ kind: 'command', name, rest, picture });
    expect(what({ document, caption }, group)).toEqual({ kind: 'command', name, rest, picture });
  });

  it('tells where in an album a picture stands', () => {
    const document = { file_id: 'd', mime_type: 'image/png' };
    expect(what({ document, media_group_id: '13' })).toMatchObject({ album: { id: '13', place: 9 } });
    expect(what({ document })).not.toHaveProperty('album');
  });

  it.each([
    ['voice', { voice: {} }],
    ['sticker', { sticker: {} }],
    ['video', { video: {}, caption: 'look' }],
    ['animation', { animation: {}, document: { file_id: 'd', mime_type: 'video/mp4' } }],
    ['document', { document: { file_id: 'd', mime_type: 'application/pdf' } }],
  ])('names a medium it cannot use: %s', (medium, content) => {
    expect(what(content)).toEqual({ kind: 'other', medium });
  });

  it('reads presses and whether the bot is let in', () => {
    const press = { id: '1', from: ada, data: 'film:go', message: { message_id: 3, date: 0, chat: own } };
    expect(readUpdate({ update_id: 6, callback_query: press }, bot)).toMatchObject({
      at: 0,
      messageId: undefined,
      what: { kind: 'press', pressId: '1', data: 'film:go', messageId: 3 },
    });
    const membership = (status: string, rest: object = {}): unknown =>
      readUpdate(
        {
          update_id: 6,
          my_chat_member: { chat: own, from: ada, date: 1, new_chat_member: { status, ...rest } },
        },
        bot,
      )?.what;
    expect(membership('kicked')).toEqual({ kind: 'membership', present: false });
    expect(membership('member')).toEqual({ kind: 'membership', present: true });
    expect(membership('restricted', { is_member: false })).toEqual({ kind: 'membership', present: false });
  });

  it('tells whom a command is about, by the message it answers', () => {
    const bob = { id: 8, is_bot: false, first_name: 'Bob' };
    const answer = (reply_to_message: object): unknown => what({ text: '/allow', reply_to_message });
    const about = { personId: '8', name: 'Bob' };
    expect(answer({ from: bob })).toMatchObject({ about });
    expect(answer({ from: ada, forward_origin: { sender_user: bob } })).toMatchObject({ about });
    expect(answer({ from: ada, forward_origin: { type: 'hidden_user' } })).not.toHaveProperty('about');
    expect(answer({ from: ourselves })).not.toHaveProperty('about');
  });

  it('leaves what is not for Kinoline', () => {
    expect(what({ from: { ...ada, is_bot: true }, text: 'x' })).toBeUndefined();
    expect(what({ from: undefined, text: 'x' })).toBeUndefined();
    expect(what({ pinned_message: {} })).toBeUndefined();
    expect(what({ text: '/new@other_bot' })).toBeUndefined();
    expect(what({ text: 'x' }, { id: -5, type: 'channel' })).toBeUndefined();
    const { message: edited } = message({ text: 'x' }) as { message: object };
    expect(readUpdate({ update_id: 5, edited_message: edited }, bot)).toBeUndefined();
    expect(readUpdate({ update_id: 5, channel_post: edited }, bot)).toBeUndefined();
  });
});

describe('an update of a group', () => {
  it.each([
    ['/new A fox', { kind: 'command', name: 'new', rest: 'A fox' }],
    ['/new@Kino_bot A fox', { kind: 'command', name: 'new', rest: 'A fox' }],
    ['@kino_bot: a fox', { kind: 'text', text: 'a fox' }],
    ['a fox, @Kino_bot please', { kind: 'text', text: 'a fox, please' }],
    ['@Kino_bot', { kind: 'command', name: 'start', rest: '' }],
  ])('is heard when it addresses the bot: %j', (text, expected) => {
    expect(what({ text }, group)).toEqual(expected);
  });

  it.each(['a fox', '/new@other_bot x', 'write to me@Kino_bot', '@Kino_bots', '@@Kino_bot'])(
    'is left when it does not: %j',
    (text) => {
      expect(what({ text }, group)).toBeUndefined();
    },
  );

  it('is heard when it answers the bot, whatever it is', () => {
    const reply_to_message = { from: ourselves };
    expect(what({ text: 'a fox', reply_to_message }, group)).toEqual({ kind: 'text', text: 'a fox' });
    expect(what({ voice: {}, reply_to_message }, group)).toEqual({ kind: 'other', medium: 'voice' });
    expect(what({ voice: {} }, group)).toBeUndefined();
    expect(what({ text: 'a fox', reply_to_message: { from: ada } }, group)).toBeUndefined();
    const opening = { from: ourselves, forum_topic_created: {} };
    expect(what({ text: 'a fox', reply_to_message: opening }, group)).toBeUndefined();
  });

  it('with topics is told from its topics, and General from other answers', () => {
    const place = (content: object): unknown => readUpdate(message(content, group), bot)?.chat.id;
    expect(place({ text: '/new x', message_thread_id: 5, is_topic_message: true })).toBe('-100/5');
    expect(place({ text: '/new x', message_thread_id: 5 })).toBe('-100');
    const under = { message_id: 3, date: 0, chat: group, message_thread_id: 5, is_topic_message: true };
    const press = { id: 'p', from: ada, data: 'film:new', message: under };
    expect(readUpdate({ update_id: 5, callback_query: press }, bot)?.chat).toEqual({
      id: '-100/5',
      kind: 'group',
    });
  });

  it('is left when a channel is passed on into it', () => {
    expect(what({ text: '/new x', is_automatic_forward: true }, group)).toBeUndefined();
  });
});

describe('any update', () => {
  const content = fc.dictionary(
    fc.constantFrom(
      'text',
      'caption',
      'photo',
      'document',
      'voice',
      'from',
      'chat',
      'date',
      'reply_to_message',
    ),
    fc.oneof(fc.jsonValue(), fc.constant(own), fc.constant(ada)),
  );
  const update = fc.record(
    {
      update_id: fc.oneof(fc.nat(), fc.jsonValue()),
      message: fc.oneof(content, fc.jsonValue()),
      callback_query: fc.jsonValue(),
      my_chat_member: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );

  it('is read or left, never an error', () => {
    fc.assert(
      fc.property(fc.oneof(update, fc.jsonValue()), (any) => {
        readUpdate(any, bot);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a private chat with a text is always heard, unless it is a command for another bot', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
        (text) => {
          const heard = what({ text });
          if (!/^\/\w+@/.test(text.trim())) expect(heard).toBeDefined();
        },
      ),
    );
  });
});

describe('the language', () => {
  it.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['be', 'ru'],
    ['kk', 'ru'],
    ['uk', 'en'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['', undefined],
    [undefined, undefined],
  ] as const)('of %s is %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });
});
