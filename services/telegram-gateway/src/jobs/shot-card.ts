import {
  type ModelCard,
  type PlannedScene,
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

/** Longest text of a scene that a model makes, in characters. */
export function textMaxCharacters(card: ModelCard | undefined): number {
  return Math.min(scenePromptMaxCharacters, card?.promptMaxCharacters ?? scenePromptMaxCharacters);
}
