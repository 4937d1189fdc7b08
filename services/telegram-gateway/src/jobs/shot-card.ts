import {
  type ModelCard,
  type PlannedScene,
  planShots,
  resolveModel,
  scenePromptMaxCharacters,
} from '@kinoline/contracts';
import type { Models } from '../catalogue/models.js';
import type { Plan } from './shown-job.js';

/** The model that makes a shot of a plan: its own, else that of the job; undefined: it is not to be had any more. */
export function cardOfShot(
  shot: Pick<PlannedScene, 'model'> | undefined,
  { settings }: Pick<Plan, 'settings'>,
  { catalogue, now }: Models,
): ModelCard | undefined {
  return resolveModel(catalogue, shot?.model ?? settings.model, now)?.card;
}

/** Lengths of the shots of one scene as the job was ordered, in seconds: what its model makes of what was asked for. */
export function orderedShots(ordered: Pick<Plan, 'settings'>, models: Models): readonly number[] {
  const { settings } = ordered;
  const card = cardOfShot(undefined, ordered, models);
  return card ? planShots(card, settings).seconds : [settings.secondsPerScene];
}

/** Longest text of a scene that a model makes, in characters. */
export function textMaxCharacters(card: ModelCard | undefined): number {
  return Math.min(scenePromptMaxCharacters, card?.promptMaxCharacters ?? scenePromptMaxCharacters);
}
