import { promptMaxCharacters } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitByRules } from './rule-splitter.js';

const max = 3000;

describe('splitByRules', () => {
  it('gives each sentence its scene', () => {
    expect(splitByRules('A fox wakes. It crosses the lake! Is that the sun?', 3, max)).toEqual([
      'A fox wakes.',
      'It crosses the lake!',
      'Is that the sun?',
    ]);
  });

  it.each([
    ['Лиса просыпается. Она идёт по льду… Встаёт солнце.', 'Лиса просыпается.'],
    ['狐狸醒来。它穿过湖面！太阳升起。', '狐狸醒来。'],
    ['キツネが起きる。湖を渡る。朝日が昇る。', 'キツネが起きる。'],
    ['🦊 wakes up. 🌊 freezes. ☀️ rises.', '🦊 wakes up.'],
  ])('knows sentences of %s', (prompt, first) => {
    const scenes = splitByRules(prompt, 3, max);
    expect(scenes).toHaveLength(3);
    expect(scenes[0]).toBe(first);
  });

  it('groups more sentences than scenes evenly and in order', () => {
    expect(splitByRules('One. Two. Three. Four. Five.', 2, max)).toEqual(['One. Two. Three.', 'Four. Five.']);
    expect(splitByRules('一。二。三。四。', 2, max)).toEqual(['一。二。', '三。四。']);
  });

  it('shows one sentence in stages', () => {
    expect(splitByRules('A fox crosses a frozen lake at dawn', 3, max)).toEqual([
      'A fox crosses a frozen lake at dawn. This is part 1 of 3, the beginning: the action only starts.',
      'A fox crosses a frozen lake at dawn. This is part 2 of 3: the action goes on from the moment before.',
      'A fox crosses a frozen lake at dawn. This is part 3 of 3, the close: the action comes to its end.',
    ]);
  });

  it('words the stages in the language of the prompt', () => {
    expect(splitByRules('Лиса идёт по льду', 2, max)[1]).toMatch(/^Лиса идёт по льду\. Это часть 2 из 2/);
    expect(splitByRules('狐狸穿过湖面。', 2, max)[0]).toMatch(/^狐狸穿过湖面。这是2个部分/);
    expect(splitByRules('キツネが湖を渡る', 2, max)[0]).toMatch(/^キツネが湖を渡る。全2部/);
    expect(splitByRules('🦊', 2, max)[0]).toMatch(/^🦊\. This is part 1 of 2/);
  });

  it('keeps order when only some sentences need stages', () => {
    const scenes = splitByRules('A fox wakes. It crosses the lake.', 3, max);
    expect(scenes.map((scene) => scene.split('.')[0])).toEqual([
      'A fox wakes',
      'A fox wakes',
      'It crosses the lake',
    ]);
  });

  it('does not take list numbers, abbreviations or stray marks for sentences', () => {
    expect(splitByRules('1. A fox wakes.\n2. It runs.', 2, max)).toEqual(['1. A fox wakes.', '2. It runs.']);
    expect(splitByRules('Mr. Smith walks. Он живёт в г. Москве.', 2, max)).toEqual([
      'Mr. Smith walks.',
      'Он живёт в г. Москве.',
    ]);
    expect(splitByRules('A fox wakes. ... It runs.', 2, max)).toEqual(['A fox wakes. ...', 'It runs.']);
  });

  it('knows sentences written without capitals, and pauses that are not ends', () => {
    expect(splitByRules('a fox wakes. it runs', 2, max)).toEqual(['a fox wakes.', 'it runs']);
    expect(splitByRules('It runs... and falls. J. R. Fox laughs.', 2, max)).toEqual([
      'It runs... and falls.',
      'J. R. Fox laughs.',
    ]);
  });

  it('takes lines for sentences', () => {
    expect(splitByRules('a fox wakes\nit runs', 2, max)).toEqual(['a fox wakes', 'it runs']);
  });

  it('cuts a text without sentences between words, and a word without end between characters', () => {
    const [first, second] = splitByRules('word '.repeat(800), 2, 2000);
    expect(first?.length).toBeLessThanOrEqual(2000);
    expect(`${first ?? ''} ${second ?? ''}`.split(' ')).toEqual(Array.from({ length: 800 }, () => 'word'));
    expect(splitByRules('x'.repeat(4000), 2, max).join('')).toBe('x'.repeat(4000));
  });

  it('cuts off the end of a prompt that one scene cannot hold', () => {
    const [only] = splitByRules('word '.repeat(800), 1, max);
    expect(only?.length).toBeLessThanOrEqual(max);
    expect(only?.length).toBeGreaterThan(max - 10);
    expect(only?.endsWith('word')).toBe(true);
  });
});

const letters = fc.constantFrom(...Array.from('abc де 狐狸きつ🦊👩‍👩‍👧é.!?。\n ,…"«»123)'));
const prompt = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
    fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: 1000, unit: letters }),
    fc.array(fc.lorem({ maxCount: 12, mode: 'sentences' }), { maxLength: 40 }).map((all) => all.join(' ')),
    fc.string({ minLength: 2000, maxLength: 4000, unit: letters }),
  )
  .map((text) => text.trim().slice(0, promptMaxCharacters).trim())
  .filter((text) => text !== '');

/** What must not get lost: everything but white space; full stops are added where a stage follows. */
const bare = (text: string): string => text.toWellFormed().replace(/[\s.。]+/gu, '');

/** The end of a scene that says which stage it shows. */
const stage =
  /(?:This is part|Это часть) (\d+) (?:of|из) \d+[^.]*\.$|这是\d+个部分中的第(\d+)部分.*$|全\d+部の第(\d+)部.*$/u;

/** The scene's own text; nothing for a later stage of the text before. */
function ownText(scene: string): string {
  const part = stage.exec(scene)?.slice(1).find(Boolean);
  return part === undefined || part === '1' ? scene.replace(stage, '') : '';
}

describe('any prompt, any number of scenes', () => {
  const scenesAndMax = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom(500, 2500, 3000));

  it('gives exactly that many texts, none empty, none too long', () => {
    fc.assert(
      fc.property(prompt, scenesAndMax, (text, [count, maxCharacters]) => {
        const scenes = splitByRules(text, count, maxCharacters);
        expect(scenes).toHaveLength(count);
        for (const scene of scenes) {
          expect(scene.trim()).not.toBe('');
          expect(scene.length).toBeLessThanOrEqual(maxCharacters);
          expect(scene.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps everything in order wherever the scenes can hold it', () => {
    fc.assert(
      fc.property(prompt, scenesAndMax, (text, [count, maxCharacters]) => {
        fc.pre(text.length <= count * maxCharacters * 0.75);
        const scenes = splitByRules(text, count, maxCharacters);
        expect(bare(scenes.map(ownText).join(''))).toBe(bare(text));
      }),
      { numRuns: 500 },
    );
  });
});
