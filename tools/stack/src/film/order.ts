import {
  aspectSchema,
  type JobSettings,
  jobSettingsSchema,
  type ModelCatalogue,
  modeSchema,
  promptSchema,
  qualitySchema,
  requesterSchema,
  type Requester,
  resolveModel,
  usdSchema,
} from '@kinoline/contracts';
import { z } from 'zod';
import { usageFailure } from '../command/command-failure.js';
import type { FilmArguments } from './arguments.js';

/** A film a person may have: everything checked. */
export interface FilmOrder {
  readonly prompt: string;
  readonly settings: JobSettings;
  readonly locale: Requester['locale'];
  readonly budgetUsd?: number;
  /** When to give up, in minutes; undefined: by the number of scenes. */
  readonly deadlineMinutes?: number;
}

/** Reads "3" as 3 and "three" as something no schema of a number takes. */
const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const oneOf = (schema: z.ZodEnum): string => schema.options.join(', ');

const audioSchema = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['on', 'off']))
    .transform((word) => word === 'on'),
]);

/** One check an option must pass: its flag, its schema, the value, and what is said instead of zod's own words. */
type Check = readonly [flag: string, schema: z.ZodType, value: unknown, advice?: string];

function checks(typed: FilmArguments): Check[] {
  const { secondsPerScene, scenes } = jobSettingsSchema.shape;
  return [
    ['prompt', promptSchema, typed.prompt],
    ['--scenes', scenes, number(typed.scenes)],
    ['--seconds', secondsPerScene, number(typed.seconds)],
    ['--aspect', aspectSchema, typed.aspect, `choose one of ${oneOf(aspectSchema)}`],
    ['--quality', qualitySchema, typed.quality.toLowerCase(), `choose one of ${oneOf(qualitySchema)}`],
    ['--audio', audioSchema, typed.audio, 'choose on or off'],
    ['--mode', modeSchema, typed.mode, 'choose chain'],
    ['--lang', requesterSchema.shape.locale, typed.lang, 'choose en or ru'],
    [
      '--budget',
      usdSchema.optional(),
      typed.budget === undefined ? undefined : number(typed.budget),
      'an amount in US dollars, as 2.50',
    ],
    [
      '--deadline',
      z.number().positive().max(10_000).optional(),
      typed.deadline === undefined ? undefined : number(typed.deadline),
      'a number of minutes above 0',
    ],
  ];
}

function problemOf([flag, schema, value, advice]: Check): string[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const said = advice ?? result.error.issues.map(({ message }) => message).join(', ');
  return [`${flag}: ${said}`];
}

function knownModel(typed: FilmArguments, catalogue: ModelCatalogue, today: Date): string[] {
  if (resolveModel(catalogue, typed.model, today)) return [];
  return [`--model: there is no ${typed.model}; choose one of ${[...catalogue.keys()].join(', ')}`];
}

/**
 * Checks everything a person typed, with the schemas the services use.
 *
 * @throws CommandFailure with exit code 2 and one line that names every option that is off
 */
export function checkOrder(typed: FilmArguments, catalogue: ModelCatalogue, today: Date): FilmOrder {
  const problems = [...checks(typed).flatMap(problemOf), ...knownModel(typed, catalogue, today)];
  if (problems.length > 0) throw usageFailure(problems.join('; '));
  if (typed.mode === 'keyframes') {
    throw usageFailure('--mode: keyframes is not built yet; leave it out or use --mode chain');
  }
  return {
    prompt: promptSchema.parse(typed.prompt),
    settings: jobSettingsSchema.parse({
      model: typed.model,
      quality: typed.quality.toLowerCase(),
      aspect: typed.aspect,
      secondsPerScene: number(typed.seconds),
      scenes: number(typed.scenes),
      audio: audioSchema.parse(typed.audio),
      mode: typed.mode,
    }),
    locale: requesterSchema.shape.locale.parse(typed.lang),
    ...(typed.budget === undefined ? {} : { budgetUsd: number(typed.budget) }),
    ...(typed.deadline === undefined ? {} : { deadlineMinutes: number(typed.deadline) }),
  };
}

/** When to give up, in minutes: the provider's own limit is 30 minutes a scene, each may take two attempts. */
export function defaultDeadlineMinutes(scenes: number): number {
  return 15 + scenes * 60;
}
