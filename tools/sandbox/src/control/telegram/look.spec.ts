import { describe, expect, it } from '@jest/globals';
import type { Screen } from '../../telegram/screens.js';
import { buttonOf, describe as inWords, keyOf, matches } from './look.js';

const screen = (messageId: number, more: Partial<Screen> = {}): Screen => ({
  ...{ sequence: messageId, at: '', chatId: 1, messageId, version: 1, deleted: false },
  ...{ from: 'bot', kind: 'text', text: 'Hello', entities: [], buttons: [] },
  message: {
    message_id: messageId,
    from: { id: 1, is_bot: true, first_name: '' },
    chat: { id: 1, type: 'private' },
    date: 0,
  },
  ...more,
});
const buttons = [
  [
    { label: 'Back', data: 'back' },
    { label: 'Site', url: 'https://x.org' },
  ],
];

describe('a state of a message', () => {
  it('matches by text only when the bot says it and it is there', () => {
    expect(matches(screen(1), 'ell')).toBe(true);
    expect(matches(screen(1), /^Hello$/g)).toBe(true);
    expect(matches(screen(1, { from: 'person' }), 'Hello')).toBe(false);
    expect(matches(screen(1, { deleted: true }), 'Hello')).toBe(false);
    expect(matches(screen(1, { deleted: true }), ({ deleted }) => deleted)).toBe(true);
  });
});

describe('a button', () => {
  it('is looked for below the newest message', () => {
    const standing = [screen(1, { buttons }), screen(2, { buttons }), screen(3)];
    expect(buttonOf('Back', { seen: standing, standing })).toEqual({
      messageId: 2,
      version: 1,
      button: 'back',
    });
    expect(buttonOf(/^Si/, { seen: standing, standing, on: 1 })?.button).toBe('Site');
    expect(buttonOf('Bac', { seen: standing, standing })).toBeUndefined();
  });

  it('may be one that an edit took away', () => {
    const seen = [screen(1, { buttons }), screen(1, { version: 2 })];
    expect(buttonOf('Back', { seen, standing: seen.slice(1) })).toBeUndefined();
    expect(buttonOf('Back', { seen, standing: seen.slice(1), on: 1, version: 1 })?.version).toBe(1);
  });

  it('of the keyboard is there until the keyboard is taken away', () => {
    const given = [screen(1, { keyboard: [['Film'], ['Help']] }), screen(2)];
    expect(keyOf(/^He/, given)).toBe('Help');
    expect(keyOf('Help', [...given, screen(3, { keyboard: [] })])).toBeUndefined();
  });
});

it('a chat in words', () => {
  expect(inWords([screen(1, { buttons })])).toBe('#1.1 bot text: "Hello" [Back] [Site]');
  expect(inWords([])).toBe('(nothing)');
});
