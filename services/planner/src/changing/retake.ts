import { type Change, type ModelCard, type PlannedScene, resolveModel, stageOf } from '@kinoline/contracts';
import { omit } from 'es-toolkit/object';
import type { Plan } from '../plan.js';
import { promptLimit, unknownModel } from '../planning/admission.js';
import { modelGone, type Models, type Refused } from '../planning/fit.js';

/** What a person wants of a scene that is made again. */
export type WantedTake = Extract<Change, { kind: 'retake' }>['scenes'][number];

/** The scenes of a plan with other words and other models for those that are made again; fitted to them later. */
export function retaken(
  { storyboard, settings }: Plan,
  wanted: readonly WantedTake[],
  models: Models,
): { readonly scenes: readonly PlannedScene[] } | Refused {
  const { scenes } = storyboard;
  const unknown = wanted.flatMap(({ model }) =>
    model === undefined || resolved(model, models) ? [] : [model],
  )[0];
  if (unknown !== undefined) return modelGone(unknownModel(models.catalogue, unknown));
  return {
    scenes: scenes.map((planned) => {
      const want = wanted.findLast(({ scene }) => scene === planned.scene);
      if (!want) return planned;
      const model = want.model ?? planned.model;
      const card = resolved(model ?? settings.model, models);
      const limit = card && promptLimit(card, scenes.length);
      return {
        ...(want.prompt === undefined
          ? planned
          : reworded(planned, want.prompt, stageIn(planned, scenes, wanted), limit)),
        ...(model !== undefined && { model }),
      };
    }),
  };
}

/** Where a shot stands among the shots of its scene that get the same new words. */
interface Stage {
  readonly part: number;
  readonly parts: number;
}

/** The pictures of before belong to the words of before. */
function reworded(
  planned: PlannedScene,
  draft: string,
  { part, parts }: Stage,
  promptMaxCharacters = draft.length,
): PlannedScene {
  const prompt = stageOf(draft, part, parts, promptMaxCharacters);
  return { ...omit(planned, ['opening', 'closing']), draft, prompt };
}

/** A long scene that is told anew as a whole goes on from shot to shot, as it did before. */
function stageIn(
  planned: PlannedScene,
  scenes: readonly PlannedScene[],
  wanted: readonly WantedTake[],
): Stage {
  const promptOf = (scene: number): string | undefined =>
    wanted.findLast((want) => want.scene === scene)?.prompt;
  const shots = scenes.filter(({ beat }) => beat === planned.beat);
  const isWhole = shots.every(({ scene }) => promptOf(scene) === promptOf(planned.scene));
  return isWhole
    ? { part: shots.findIndex(({ scene }) => scene === planned.scene) + 1, parts: shots.length }
    : { part: 1, parts: 1 };
}

function resolved(model: string, { catalogue, on }: Models): ModelCard | undefined {
  return resolveModel(catalogue, model, on)?.card;
}
