import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadDictionary } from '../adapters/fluent-dictionary.js';
import { visibleLength } from '../telegram/visible-length.js';
import { captionMaxCharacters, captionOf, type FilmStory } from './film-caption.js';

const dictionary = loadDictionary();
const fox: FilmStory = {
  again: false,
  prompt: 'A fox crosses a frozen lake at dawn & looks back',
  models: ['Veo 3.1 Fast'],
  quality: '720p',
  scenes: 3,
  seconds: 24,
  costUsd: 3.6,
  tookSeconds: 372,
  notes: [],
};

describe('the caption of a film', () => {
  it('tells what it is, what it cost and how long it took', () => {
    expect(captionOf(fox, [], dictionary.en)).toBe(
      [
        '🎬 <b>Your film is ready</b>',
        '<blockquote>A fox crosses a frozen lake at dawn &amp; looks back</blockquote>',
        '📹 Veo 3.1 Fast · 720p · 3 scenes · 0:24\n💵 $3.60 · ⏱ made in 6:12',
      ].join('\n\n'),
    );
    expect(captionOf(fox, ['🗜'], dictionary.ru)).toBe(
      [
        '🎬 <b>Фильм готов</b>',
        '<blockquote>A fox crosses a frozen lake at dawn &amp; looks back</blockquote>',
        '📹 Veo 3.1 Fast · 720p · 3 сцены · 0:24\n💵 $3.60 · ⏱ снято за 6:12',
        '🗜',
      ].join('\n\n'),
    );
  });

  it('tells what is left today, for whom there is a limit', () => {
    const after = (locale: 'en' | 'ru') => captionOf({ ...fox, leftUsd: 1.4 }, [], dictionary[locale]);
    expect(after('en')).toMatch(/made in 6:12\n👛 Left for today: \$1\.40$/);
    expect(after('ru')).toMatch(/снято за 6:12\n👛 На сегодня осталось: \$1\.40$/);
  });

  it('says that it is a later version, and for whom it is where others read along', () => {
    const again = { ...fox, again: true, reader: { personId: '7', name: 'Ada <3' } };
    const html = captionOf(again, [], dictionary.en);
    expect(html).toContain('<a href="tg://user?id=7">Ada &lt;3</a>, the new version of your film');
    expect(html).toContain('$3.60 with the earlier versions');
    expect(captionOf(again, [], dictionary.ru)).toContain('</a>, новая версия вашего фильма');
  });

  it('cuts the prompt before it leaves out what went wrong', () => {
    const notes = Array.from({ length: 5 }, (_, at) => `${at} ${'went wrong '.repeat(14)}`);
    const html = captionOf({ ...fox, prompt: 'long '.repeat(500), notes }, [], dictionary.en);
    for (const note of notes) expect(html).toContain(note);
    expect(html).toContain('long…');
  });

  it('fits into a caption whatever a person writes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 1_500 }),
      fc.string({
        unit: fc.constantFrom('<', '>', '&', '"', '&lt;', '👩‍👩‍👧', '🦊', 'ё', ' '),
        maxLength: 1_500,
      }),
    );
    const stories = fc.record({
      again: fc.boolean(),
      reader: fc.record({ personId: fc.constant('123456789012'), name: text }),
      prompt: text,
      models: fc.array(text, { maxLength: 4 }),
      quality: fc.constantFrom('720p', '4K'),
      scenes: fc.integer({ min: 1, max: 100 }),
      seconds: fc.double({ min: 1, max: 6_000, noNaN: true }),
      costUsd: fc.double({ min: 0, max: 1_000_000, noNaN: true }),
      tookSeconds: fc.double({ min: 0, max: 1_000_000, noNaN: true }),
      notes: fc.array(
        fc
          .integer({ min: 1, max: 999 })
          .map((scene) => dictionary.ru.html('delivery-note-left-out', { scene })),
        { maxLength: 100 },
      ),
    });
    const link = { link: 'https://films.example/'.padEnd(700, 'x'), holds: '24 часа', megabytes: 2_000 };
    const remarks = [
      dictionary.ru.html('delivery-maybe-twice'),
      dictionary.ru.html('delivery-too-large', link),
    ];
    fc.assert(
      fc.property(stories, fc.constantFrom(dictionary.en, dictionary.ru), (story, words) => {
        const html = captionOf(story, remarks, words);
        expect(visibleLength(html)).toBeLessThanOrEqual(captionMaxCharacters);
        for (const remark of remarks) expect(html).toContain(remark);
      }),
    );
  });
});
