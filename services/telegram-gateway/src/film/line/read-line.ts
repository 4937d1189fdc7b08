import { parseArgs } from 'node:util';
import { aspectSchema, type JobSettings, type ModelCatalogue, qualitySchema } from '@kinoline/contracts';
import { isWithin, type Limits, sceneSecondsLimits, scenesLimits } from '../limits.js';
import { modelNamed } from '../../catalogue/models.js';
import { readAspect, readNumber, readQuality } from '../read-choice.js';
import { type LineOption, lineOptions, meantOption } from './options.js';
import { splitLine } from './split-line.js';

/** Why a line cannot be taken as it stands; `given` is what the person wrote. */
export type LineProblem =
  | { readonly kind: 'unknown'; readonly given: string; readonly nearest: string | undefined }
  | { readonly kind: 'no-value'; readonly option: LineOption }
  | {
      readonly kind: 'bad-number';
      readonly option: LineOption;
      readonly given: string;
      readonly limits: Limits;
    }
  | {
      readonly kind: 'bad-word';
      readonly option: LineOption;
      readonly given: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'bad-budget' | 'unknown-model'; readonly given: string };

/** What a line says. */
export interface LineWish {
  readonly prompt: string;
  readonly settings: Partial<JobSettings>;
  readonly mostUsd?: number;
}

/** Thrown inside, to leave at the first problem. */
class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: LineProblem) {
    super(problem.kind);
  }
}

/** Reads a prompt with options, `a fox runs --scenes 4 --no-sound`; tells the first thing that is not right. */
export function readLine(
  line: string,
  catalogue: ModelCatalogue,
): LineWish | { readonly problem: LineProblem } {
  const { prompt, options } = splitLine(line, (words) => namingWords(words, catalogue));
  try {
    const read = options.map((option) => readOption(option, catalogue));
    return { prompt, ...merged(read) };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    throw error;
  }
}

type Wish = Omit<LineWish, 'prompt'>;

function merged(wishes: readonly Wish[]): Wish {
  return wishes.reduce<Wish>(
    (all, wish) => ({ ...all, ...wish, settings: { ...all.settings, ...wish.settings } }),
    { settings: {} },
  );
}

function namingWords(words: readonly string[], catalogue: ModelCatalogue): number {
  const counts = Array.from({ length: Math.min(words.length, 6) }, (_, at) => at + 1);
  return counts.findLast((count) => modelNamed(catalogue, words.slice(0, count).join('')) !== undefined) ?? 0;
}

function readOption(option: string, catalogue: ModelCatalogue): Wish {
  const values = parsed(option);
  const [name] = Object.keys(values) as LineOption[];
  if (name === undefined || name === 'sound') return { settings: { audio: values.sound ?? true } };
  return readValue(name, values[name] ?? '', catalogue);
}

function readValue(option: Exclude<LineOption, 'sound'>, given: string, catalogue: ModelCatalogue): Wish {
  switch (option) {
    case 'model':
      return { settings: { model: modelNamed(catalogue, given) ?? fail({ kind: 'unknown-model', given }) } };
    case 'scenes':
      return { settings: { scenes: numberOf(option, given, scenesLimits) } };
    case 'seconds':
      return { settings: { secondsPerScene: numberOf(option, given, sceneSecondsLimits) } };
    case 'quality': {
      const known = qualitySchema.options;
      return {
        settings: { quality: readQuality(given) ?? fail({ kind: 'bad-word', option, given, known }) },
      };
    }
    case 'aspect': {
      const known = aspectSchema.options;
      return { settings: { aspect: readAspect(given) ?? fail({ kind: 'bad-word', option, given, known }) } };
    }
    case 'budget':
      return { settings: {}, mostUsd: dollarsOf(given) ?? fail({ kind: 'bad-budget', given }) };
  }
}

function numberOf(option: 'scenes' | 'seconds', given: string, limits: Limits): number {
  const number = readNumber(given, option);
  if (number === undefined || !isWithin(number, limits))
    return fail({ kind: 'bad-number', option, given, limits });
  return number;
}

function dollarsOf(given: string): number | undefined {
  const [, amount] = /^\$?(\d{1,5}(?:[.,]\d{1,2})?)\$?$/.exec(given.trim()) ?? [];
  return amount === undefined ? undefined : Number(amount.replace(',', '.'));
}

/** One option at a time, so that it is known which one is wrong. */
function parsed(option: string): ReturnType<typeof parseArgs<{ options: typeof lineOptions }>>['values'] {
  try {
    return parseArgs({ args: [option], options: lineOptions, strict: true, allowNegative: true }).values;
  } catch (error) {
    return fail(problemOf(option, error));
  }
}

function problemOf(option: string, error: unknown): LineProblem {
  const [, name = '', given] = /^--([^=]*)(?:=(.*))?/s.exec(option) ?? [];
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    if (given !== undefined) return { kind: 'bad-word', option: 'sound', given, known: ['on', 'off'] };
    return { kind: 'no-value', option: name as LineOption };
  }
  if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw error;
  return { kind: 'unknown', given: `--${name}`, nearest: meantOption(name) };
}

function fail(problem: LineProblem): never {
  throw new ProblemError(problem);
}
