import {
  type Aspect,
  aspectSchema,
  type ModelId,
  modelIdSchema,
  type Quality,
  qualitySchema,
} from '@kinoline/contracts';
import { z } from 'zod';
import { pressData, type PressData } from '../telegram/press-data.js';
import { type FilmStep, filmSteps } from '../conversation/draft.js';
import { isWithin, sceneSecondsLimits, scenesLimits } from './limits.js';

/** What becomes of a text that came besides. */
export const asideAnswers = ['add', 'instead', 'drop', 'cut'] as const;
/** See {@link asideAnswers}. */
export type AsideAnswer = (typeof asideAnswers)[number];

/** A tap of a person's on the panel of a film. Each says what shall be, not what shall change: twice is once. */
export type Move =
  | { readonly kind: 'go'; readonly step: FilmStep }
  /** Changes one thing and comes back to the card. */
  | { readonly kind: 'change'; readonly step: FilmStep }
  | { readonly kind: 'model'; readonly model: ModelId }
  | { readonly kind: 'sound'; readonly on: boolean }
  | { readonly kind: 'quality'; readonly quality: Quality }
  | { readonly kind: 'aspect'; readonly aspect: Aspect }
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'scenes'; readonly scenes: number }
  | { readonly kind: 'aside'; readonly answer: AsideAnswer }
  | { readonly kind: 'no-picture' };

/** Name of the topic in the data of its buttons. */
export const filmTopicName = 'film';

/** The data of the button that makes this move. */
export function moveData(move: Move): string {
  return pressData(filmTopicName, move.kind, ...argumentOf(move));
}

function argumentOf(move: Move): (string | number)[] {
  switch (move.kind) {
    case 'go':
    case 'change':
      return [move.step];
    case 'model':
      return [move.model];
    case 'sound':
      return [move.on ? 'on' : 'off'];
    case 'quality':
      return [move.quality];
    case 'aspect':
      // The colon parts the arguments.
      return [move.aspect.replace(':', 'x')];
    case 'seconds':
      return [move.seconds];
    case 'scenes':
      return [move.scenes];
    case 'aside':
      return [move.answer];
    case 'no-picture':
      return [];
  }
}

const stepSchema = z.enum(filmSteps);
const numberSchema = (limits: typeof scenesLimits): z.ZodType<number> =>
  z
    .string()
    .transform(Number)
    .refine((number) => isWithin(number, limits));

const readers: { readonly [Kind in Move['kind']]: z.ZodType<Extract<Move, { kind: Kind }>> } = {
  go: stepSchema.transform((step) => ({ kind: 'go', step })),
  change: stepSchema.transform((step) => ({ kind: 'change', step })),
  model: modelIdSchema.transform((model) => ({ kind: 'model', model })),
  sound: z.enum(['on', 'off']).transform((sound) => ({ kind: 'sound', on: sound === 'on' })),
  quality: qualitySchema.transform((quality) => ({ kind: 'quality', quality })),
  aspect: z
    .string()
    .transform((text) => text.replace('x', ':'))
    .pipe(aspectSchema)
    .transform((aspect) => ({ kind: 'aspect', aspect })),
  seconds: numberSchema(sceneSecondsLimits).transform((seconds) => ({ kind: 'seconds', seconds })),
  scenes: numberSchema(scenesLimits).transform((scenes) => ({ kind: 'scenes', scenes })),
  aside: z.enum(asideAnswers).transform((answer) => ({ kind: 'aside', answer })),
  'no-picture': z.undefined().transform(() => ({ kind: 'no-picture' })),
};

/** Reads what {@link moveData} wrote; undefined for anything else. */
export function readMove({ action, args: [argument] }: PressData): Move | undefined {
  return isMoveKind(action) ? readers[action].safeParse(argument).data : undefined;
}

function isMoveKind(action: string): action is Move['kind'] {
  return Object.hasOwn(readers, action);
}
