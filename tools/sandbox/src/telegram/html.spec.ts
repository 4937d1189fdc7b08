import { describe, expect, it } from '@jest/globals';
import { parseHtml } from './html.js';

describe('HTML', () => {
  it('becomes text and entities', () => {
    expect(
      parseHtml('<b>A <i>fox</i></b> &amp; <a href="https://x.org/?a=1&amp;b=2">lake</a> &lt;3 &nbsp;'),
    ).toEqual({
      text: 'A fox & lake <3 &nbsp;',
      entities: [
        { type: 'bold', offset: 0, length: 5 },
        { type: 'italic', offset: 2, length: 3 },
        { type: 'text_link', offset: 8, length: 4, url: 'https://x.org/?a=1&b=2' },
      ],
    });
  });

  it.each([
    [
      '<pre><code class="language-ts">x</code></pre>',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['<code class="language-ts">x</code>', [{ type: 'code', offset: 0, length: 1 }]],
    ['<blockquote expandable>x</blockquote>', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">x</span>', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<B>🦊</>', [{ type: 'bold', offset: 0, length: 2 }]],
    ['<a href="nowhere">x</a><b></b>', []],
    [
      '<a href="tg://user?id=7">x</a>',
      [{ type: 'text_mention', offset: 0, length: 1, user: { id: 7, is_bot: false, first_name: '' } }],
    ],
  ])('%s', (source, entities) => {
    expect(parseHtml(source).entities).toEqual(entities);
  });

  it.each([
    ['<div>x</div>', 'Unsupported start tag "div" at byte offset 0'],
    ['é 1 < 2', 'Unsupported start tag "" at byte offset 5'],
    ['é <b', 'Unclosed start tag at byte offset 3'],
    ['1 <2 3> 4', 'Unsupported start tag "2" at byte offset 2'],
    ['<b>x', `Can't find end tag corresponding to start tag "b"`],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['<span class="x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href="x>y</a>', 'Unclosed start tag at byte offset 0'],
    ['<a href=x/y>z</a>', 'Unexpected end of name token at byte offset 8'],
    ['<a "x">z</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ])('%s is refused with the words of Telegram', (source, words) => {
    expect(() => parseHtml(source)).toThrow(`Bad Request: can't parse entities: ${words}`);
  });
});
