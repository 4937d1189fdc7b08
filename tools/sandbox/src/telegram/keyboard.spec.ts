import { describe, expect, it } from '@jest/globals';
import { readInlineMarkup, readMarkup } from './keyboard.js';

const button = (data: string, text = 'Go'): object => ({ text, callback_data: data });
const rows = (...row: readonly object[][]): object => ({ inline_keyboard: row });
const many = (count: number): object[] => Array.from({ length: count }, (_, index) => button(String(index)));

describe('a keyboard', () => {
  it('may come as JSON text or as an object', () => {
    const given = rows([button('yes')]);
    expect(readMarkup(JSON.stringify(given))).toEqual({ inline: given });
    expect(readMarkup(given)).toEqual({ inline: given });
    expect(readMarkup(undefined)).toEqual({});
    expect(readMarkup(rows())).toEqual({});
  });

  it('of the person is no keyboard of a message', () => {
    const reply = { keyboard: [['One', { text: 'Two' }]], resize_keyboard: true };
    expect(readMarkup(reply)).toEqual({ keyboard: [['One', 'Two']] });
    expect(readMarkup({ remove_keyboard: true })).toEqual({ remove: true });
    expect(() => readInlineMarkup(reply)).toThrow('Bad Request: inline keyboard expected');
  });

  it('takes 64 bytes of data, 8 buttons in a row, 100 in all', () => {
    expect(() => readMarkup(rows([button('é'.repeat(32))], ...many(99).map((one) => [one])))).not.toThrow();
    expect(() => readMarkup(rows(many(8)))).not.toThrow();
  });

  it.each([
    ['data over 64 bytes', rows([button('é'.repeat(33))]), 'BUTTON_DATA_INVALID'],
    ['no data', rows([button('')]), "can't parse inline keyboard button: Text buttons are unallowed"],
    ['no text', rows([button('x', ' ')]), 'text must be non-empty'],
    ['9 in a row', rows(many(9)), 'reply markup is too long'],
    ['101 in all', rows(...many(101).map((one) => [one])), 'reply markup is too long'],
    ['a link to nowhere', rows([{ text: 'Go', url: 'http://localhost/x' }]), 'is invalid: Wrong HTTP URL'],
    ['a flat list', { inline_keyboard: [button('x')] }, 'object expected as reply markup'],
    ['broken JSON', '{"inline_keyboard":', "can't parse reply keyboard markup JSON object"],
  ])('with %s is refused', (_, given, words) => {
    expect(() => readMarkup(given)).toThrow(words);
  });
});
