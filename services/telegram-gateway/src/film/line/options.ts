import type { ParseArgsConfig } from 'node:util';

/** What can be said in one line with the prompt, as `parseArgs` of Node reads it. */
export const lineOptions = {
  model: { type: 'string' },
  scenes: { type: 'string' },
  seconds: { type: 'string' },
  quality: { type: 'string' },
  aspect: { type: 'string' },
  /** The most the film may cost, in US dollars. */
  budget: { type: 'string' },
  /** `--sound` and `--no-sound`; with on or off behind, see split-line.ts. */
  sound: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** Name of an option. */
export type LineOption = keyof typeof lineOptions;

/** Every way an option is written, without the dashes. */
export const optionSpellings = [...Object.keys(lineOptions), 'no-sound'];

/** What people write instead, and what they mean. */
const otherNames: Readonly<Record<string, string>> = {
  audio: 'sound',
  mute: 'no-sound',
  silent: 'no-sound',
  'no-audio': 'no-sound',
  duration: 'seconds',
  length: 'seconds',
  resolution: 'quality',
  ratio: 'aspect',
  'aspect-ratio': 'aspect',
  shape: 'aspect',
  max: 'budget',
  price: 'budget',
  модель: 'model',
  сцен: 'scenes',
  сцены: 'scenes',
  секунд: 'seconds',
  секунды: 'seconds',
  качество: 'quality',
  формат: 'aspect',
  бюджет: 'budget',
  звук: 'sound',
  'без-звука': 'no-sound',
};

/** The option that was probably meant by a name that is none. */
export function meantOption(name: string): string | undefined {
  const asked = name.toLowerCase();
  const other = Object.hasOwn(otherNames, asked) ? otherNames[asked] : undefined;
  return other ?? optionSpellings.find((option) => isNear(option, asked));
}

/** Whether two words differ by a letter or two, less in short ones. */
export function isNear(word: string, other: string): boolean {
  return distance(word, other) <= (word.length > 5 ? 2 : 1);
}

/** How many letters must be put in, taken out or exchanged (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [line, letter] of Array.from(from).entries()) {
    const next = [line + 1];
    for (let at = 1; at <= to.length; at++) {
      const exchanged = (row[at - 1] ?? 0) + (to[at - 1] === letter ? 0 : 1);
      next.push(Math.min(exchanged, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
