import { describe, expect, it } from '@jest/globals';
import { parseHtml } from './html.js';

describe('HTML', () => {
  it('becomes text and entities', () => {
    expect(
      parseHtml('<b>A <i>fox</i></b> &amp; <a href="https://x.org/?a=1&amp;b=2">lake</a> &lt;3'),
    ).toEqual({
      text: 'A fox & lake <3',
      entities: [
        { type: 'italic', offset: 2, length: 3 },
        { type: 'bold', offset: 0, length: 5 },
        { type: 'text_link', offset: 8, length: 4, url: 'https://x.org/?a=1&b=2' },
      ],
    });
  });

  it.each(['<div>x</div>', '<b>x', 'x</b>', '<b><i>x</b></i>', '1 < 2'])('is refused: %s', (source) => {
    expect(() => parseHtml(source)).toThrow("can't parse entities");
  });
});
