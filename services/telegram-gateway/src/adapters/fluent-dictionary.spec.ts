import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '@kinoline/testing';
import { loadDictionary } from './fluent-dictionary.js';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('locales');
});
afterEach(() => folder.remove());

function write(en: string, ru = en): ReturnType<typeof loadDictionary> {
  for (const [locale, text] of Object.entries({ en, ru })) {
    mkdirSync(path.join(folder.path, locale), { recursive: true });
    writeFileSync(path.join(folder.path, locale, 'talk.ftl'), text);
  }
  return loadDictionary(folder.path);
}

describe('the dictionary', () => {
  it('fills in, and escapes what stands in markup', () => {
    const { en } = write('hello = <b>Hello</b>, { $name }: { $count }');
    expect(en.html('hello', { name: '<Ada & "Co">', count: 3 })).toBe(
      '<b>Hello</b>, &lt;Ada &amp; &quot;Co&quot;&gt;: 3',
    );
    expect(en.plain('hello', { name: '<Ada>', count: 3 })).toBe('<b>Hello</b>, <Ada>: 3');
  });

  it('counts as the language does', () => {
    const { ru } = write(
      'scenes = x',
      'scenes = { $n ->\n  [one] { $n } сцена\n  [few] { $n } сцены\n *[many] { $n } сцен\n }',
    );
    expect([1, 2, 5, 21].map((n) => ru.plain('scenes', { n }))).toEqual([
      '1 сцена',
      '2 сцены',
      '5 сцен',
      '21 сцена',
    ]);
  });

  it('refuses what is missing', () => {
    const { en } = write('hello = Hello, { $name }');
    expect(() => en.html('bye')).toThrow('there is no text "bye" in en');
    expect(() => en.html('hello')).toThrow('the text "hello" in en: Unknown variable: $name');
    expect([en.has('hello'), en.has('bye')]).toEqual([true, false]);
  });

  it('refuses a file with a broken or a double text, by name', () => {
    expect(() => write('good = Good\nbroken = { $n -> [one] no default }')).toThrow(
      /talk\.ftl: the text "broken" cannot be read/,
    );
    expect(() => write('twice = One\ntwice = Two')).toThrow(/talk\.ftl: .*twice/);
  });
});
