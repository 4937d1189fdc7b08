import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Dictionary, Locale, WordArguments, Words } from '../words/words.js';
import { escapeHtml } from '../words/html.js';

/** `locales/` of this package, from its sources and from what is built of them. */
export const localesFolder = path.resolve(import.meta.dirname, '../../locales');

/**
 * Reads all languages from `<folder>/<locale>/*.ftl`.
 *
 * @throws Error that names the file and what is wrong in it: a text that cannot be read, or one that stands there twice
 */
export function loadDictionary(folder = localesFolder): Dictionary {
  const words = (locale: Locale): Words => new FluentWords(locale, readBundle(folder, locale));
  return { en: words('en'), ru: words('ru') };
}

/** The texts of one file. @throws Error that names a text which cannot be read; Fluent itself skips it in silence */
export function parseTexts(file: string, text: string): FluentResource {
  const resource = new FluentResource(text);
  const read = new Set(resource.body.map(({ id }) => id));
  for (const [, id = ''] of text.matchAll(/^(-?[A-Za-z][\w-]*) *=/gm)) {
    if (!read.has(id)) throw new Error(`${file}: the text "${id}" cannot be read`);
  }
  return resource;
}

function readBundle(folder: string, locale: Locale): FluentBundle {
  // Isolating marks would stand around every figure; both languages are written from left to right.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  const files = readdirSync(path.join(folder, locale)).filter((name) => name.endsWith('.ftl'));
  for (const name of files) {
    const file = path.join(folder, locale, name);
    const [error] = bundle.addResource(parseTexts(file, readFileSync(file, 'utf8')));
    if (error) throw new Error(`${file}: ${error.message}`, { cause: error });
  }
  return bundle;
}

/** The texts of one language, out of a bundle of Fluent. */
class FluentWords implements Words {
  constructor(
    readonly locale: Locale,
    private readonly bundle: FluentBundle,
  ) {}

  html(id: string, args: WordArguments = {}): string {
    const escaped = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeHtml(value) : value,
    ]);
    return this.format(id, Object.fromEntries(escaped) as WordArguments);
  }

  plain(id: string, args: WordArguments = {}): string {
    return this.format(id, args);
  }

  has(id: string): boolean {
    return Boolean(this.bundle.getMessage(id)?.value);
  }

  private format(id: string, args: WordArguments): string {
    const pattern = this.bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`there is no text "${id}" in ${this.locale}`);
    const errors: Error[] = [];
    const text = this.bundle.formatPattern(pattern, args, errors);
    const [cause] = errors;
    if (cause) throw new Error(`the text "${id}" in ${this.locale}: ${cause.message}`, { cause });
    return text;
  }
}
