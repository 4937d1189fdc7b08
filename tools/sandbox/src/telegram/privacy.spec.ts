import { describe, expect, it } from '@jest/globals';
import { foundEntities } from './found-entities.js';
import type { Message } from './model.js';
import { botSees } from './privacy.js';

const bot = { id: 1, is_bot: true, first_name: 'Kinoline', username: 'Kino_bot' };
const ada = { id: 2, is_bot: false, first_name: 'Ada' };
const base: Message = { message_id: 1, date: 0, from: ada, chat: { id: -5, type: 'supergroup' } };
const said = (text: string, more: Partial<Message> = {}): Message => ({
  ...{ ...base, text, entities: foundEntities(text), ...more },
});

describe('a bot in privacy mode', () => {
  it.each([
    ['/new a fox', true],
    ['/new@kino_bot a fox', true],
    ['/new@other_bot a fox', false],
    ['a fox, please, @kino_bot', true],
    ['a fox, @kino_botanic', false],
    ['a film of a fox', false],
    ['see https://x.org/@kino_bot', false],
    ['mail me: a@kino_bot', false],
    ['use /new', false],
  ])('in a group: %s', (text, seen) => {
    expect(botSees(said(text), bot)).toBe(seen);
  });

  it('gets replies to its own messages, captions that mention it and private messages', () => {
    const own = { ...said('Hello'), from: bot };
    expect(botSees(said('yes', { reply_to_message: own }), bot)).toBe(true);
    const caption = '@kino_bot this one';
    expect(botSees({ ...base, caption, caption_entities: foundEntities(caption) }, bot)).toBe(true);
    expect(botSees({ ...said('hello'), chat: { id: 2, type: 'private' } }, bot)).toBe(true);
  });
});
