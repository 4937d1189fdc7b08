import { isNear, optionSpellings } from './options.js';

/** A line that was taken apart. */
export interface SplitLine {
  /** Everything that is no option, as it was written. */
  readonly prompt: string;
  /** Each option as `--name` or `--name=value`. */
  readonly options: readonly string[];
}

/** Tells how many of some words, from the first, name a model together; 0: none. */
export type ModelWords = (words: readonly string[]) => number;

/** Two hyphens, or the dash that a phone makes of them. */
const optionStart = /(?<=^|\s)(--|[—–―]+)(\p{L}[\p{L}\p{N}-]*)/gu;
/** What stands in quotes is the prompt's, when the quotes stand around words. */
const quoted = /(?<=^|\s)(?:«[^»]*»|“[^”]*”|„[^“”]*[“”]|"[^"]*")(?=$|[\s.,;:!?…)])/gu;
const quotedValue = /^(?:«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]|"([^"]*)"|'([^']*)')/u;

/** Takes the options out of a line and leaves the prompt as it was written. */
export function splitLine(line: string, modelWords: ModelWords): SplitLine {
  const pieces: string[] = [];
  const options: string[] = [];
  let from = 0;
  for (const { at, name, end } of optionsIn(line)) {
    if (at < from) continue;
    pieces.push(line.slice(from, at));
    const isSwitch = name === 'sound' || name === 'no-sound';
    const value = isSwitch
      ? onOrOff(line, end)
      : valueAt(line, end, name === 'model' ? modelWords : undefined);
    options.push(isSwitch ? switched(name, value.text) : withValue(name, value.text));
    from = value.end;
  }
  pieces.push(line.slice(from));
  const prompt = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  return { prompt: prompt.join(' '), options };
}

interface FoundOption {
  readonly at: number;
  readonly name: string;
  readonly end: number;
}

function optionsIn(line: string): FoundOption[] {
  const spans = [...line.matchAll(quoted)].map(({ 0: text, index }) => [index, index + text.length] as const);
  return [...line.matchAll(optionStart)].flatMap(({ 0: text, 1: dash, 2: name = '', index }) => {
    const inQuotes = spans.some(([start, end]) => index > start && index < end);
    const end = index + text.length;
    const meant = dash === '--' || isMeant(name.toLowerCase(), line.slice(end));
    return inQuotes || !meant ? [] : [{ at: index, name: name.toLowerCase(), end }];
  });
}

/** A dash may belong to the prompt: behind it stands an option's name, or nearly one with a figure. */
function isMeant(name: string, behind: string): boolean {
  if (optionSpellings.includes(name)) return true;
  return /^(?:=|\s+\d)/.test(behind) && optionSpellings.some((option) => isNear(option, name));
}

function withValue(name: string, value: string | undefined): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}

/** The switch without its value, or against it: `--sound off` is `--no-sound`. */
function switched(name: 'sound' | 'no-sound', value: string | undefined): string {
  const isOn = isOnWord(value ?? 'on');
  if (isOn === undefined) return withValue(name, value);
  return isOn === (name === 'sound') ? '--sound' : '--no-sound';
}

function isOnWord(word: string): boolean | undefined {
  if (/^(?:off|no|false|выкл|нет)$/i.test(word)) return false;
  return /^(?:on|yes|true|вкл|да)$/i.test(word) ? true : undefined;
}

interface Value {
  readonly text: string | undefined;
  readonly end: number;
}

/** The value behind an option: behind `=` or the next word, in quotes or without; of a model as many words as name one. */
function valueAt(line: string, end: number, modelWords: ModelWords | undefined): Value {
  const [gap = ''] = /^(?:\s*=\s*|\s+)/.exec(line.slice(end)) ?? [];
  const begin = end + gap.length;
  const rest = line.slice(begin);
  const inQuotes = quotedValue.exec(rest);
  if (inQuotes) return { text: inQuotes.slice(1).find(Boolean) ?? '', end: begin + inQuotes[0].length };
  const words = [...rest.slice(0, nextOption(rest)).matchAll(/\S+/gu)];
  const last = words[Math.max(1, modelWords?.(words.map(([word]) => word)) ?? 1) - 1];
  if (gap === '' || !last) return { text: undefined, end };
  const length = last.index + last[0].length;
  return { text: rest.slice(0, length).replace(/[,;.]+$/, ''), end: begin + length };
}

/** The value of a switch, which needs none: whatever is behind `=`, and on or off where it does not go on with the prompt. */
function onOrOff(line: string, end: number): Value {
  const rest = line.slice(end);
  const [written = '', gap = '', word = ''] = /^(\s*=\s*|\s+)([^\s,;.]*)[,;.]*/u.exec(rest) ?? [];
  const behind = rest.slice(written.length);
  const isLast = behind.slice(0, nextOption(behind)).trim() === '';
  const isMeant =
    gap.includes('=') || /^(?:off|выкл)$/i.test(word) || (isLast && isOnWord(word) !== undefined);
  return isMeant ? { text: word, end: end + written.length } : { text: undefined, end };
}

function nextOption(rest: string): number {
  return optionsIn(rest)[0]?.at ?? rest.length;
}
