import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { FluentResource } from '@fluent/bundle';
import { localesFolder, parseTexts } from '../adapters/fluent-dictionary.js';
import { locales } from './words.js';
import { alternatives, variables } from '../../test/fluent-pattern.js';

/** Texts whose ids are put together where they are used. Each line names the place. */
const dynamic: readonly RegExp[] = [
  /^command-/, // src/updates/introduce.service.ts: one a command
  /^people-owner-form-/, // src/people/owner.service.ts: one a command of the owners
  /^people-refused-/, // src/people/refusal-words.ts: one a limit
  /^storyboard-toast-/, // src/storyboard/edit-order.ts: one an obstacle
];

type Text = FluentResource['body'][number] & { readonly file: string };

const texts = (locale: string): ReadonlyMap<string, Text> =>
  new Map(
    readdirSync(path.join(localesFolder, locale))
      .filter((file) => file.endsWith('.ftl'))
      .flatMap((file) =>
        parseTexts(file, readFileSync(path.join(localesFolder, locale, file), 'utf8')).body.map(
          (text) => [text.id, { ...text, file }] as const,
        ),
      ),
  );
const [en, ru] = [texts('en'), texts('ru')];

const sources = path.resolve(import.meta.dirname, '..');
const source = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(path.join(sources, file), 'utf8'))
  .join('\n');
const used = (method: string): Set<string> =>
  new Set(
    [...source.matchAll(new RegExp(String.raw`\.${method}\(\s*'([\w-]+)'`, 'g'))].map(([, id = '']) => id),
  );
/** Every literal: an id may be chosen before it is looked up. */
const literals = new Set([...source.matchAll(/'([a-z][\w-]*)'/g)].map(([, id = '']) => id));

const tags = /<(\/?)([a-z-]+)([^>]*)>/g;
const known = new Set(['b', 'i', 'u', 's', 'code', 'pre', 'blockquote', 'a', 'tg-spoiler']);

/** What Telegram would refuse in a text: unknown or unbalanced tags, characters that must be escaped. */
function markupProblem(text: string): string | undefined {
  const open: string[] = [];
  for (const [tag, slash, name = ''] of text.matchAll(tags)) {
    if (!known.has(name)) return `unknown tag ${tag}`;
    if (!slash) open.push(name);
    else if (open.pop() !== name) return `${tag} closes nothing`;
  }
  if (open.length > 0) return `<${open.join('><')}> is never closed`;
  const rest = text.replaceAll(tags, '').replaceAll(/&(lt|gt|amp|quot);/g, '');
  return /[<>&]/.test(rest) ? 'a character that must be escaped' : undefined;
}

describe('the texts', () => {
  it('are the same in all languages, file by file', () => {
    const places = (of: typeof en): string[] =>
      [...of.values()].map(({ id, file }) => `${file} ${id}`).sort();
    expect(locales).toEqual(['en', 'ru']);
    expect(places(ru)).toEqual(places(en));
  });

  it('are filled with the same in all languages', () => {
    const filled = (of: typeof en): Record<string, string[]> =>
      Object.fromEntries([...of].sort().map(([id, { value }]) => [id, variables(value)]));
    expect(filled(ru)).toEqual(filled(en));
  });

  it('say something, in markup that Telegram takes', () => {
    const problems = [...en.values(), ...ru.values()].flatMap(({ id, file, value }) =>
      alternatives(value).flatMap((text) => {
        const problem = text.trim() === '' ? 'it is empty' : markupProblem(text);
        return problem === undefined ? [] : [`${file} ${id}: ${problem}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  it('have no markup where none is understood', () => {
    const plain = [...used('plain')].flatMap((id) => [en.get(id), ru.get(id)]);
    const marked = plain.filter(
      (text) => text && alternatives(text.value).some((one) => /<|&\w+;/.test(one)),
    );
    expect(marked.map((text) => text?.id)).toEqual([]);
  });

  it('exist where they are used', () => {
    expect([...used('html'), ...used('plain')].filter((id) => !en.has(id))).toEqual([]);
  });

  it('are all used', () => {
    const idle = [...en.keys()].filter(
      (id) => !literals.has(id) && !dynamic.some((prefix) => prefix.test(id)),
    );
    expect(idle).toEqual([]);
  });
});
