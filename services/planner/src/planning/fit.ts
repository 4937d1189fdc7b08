import {
  type Adaptation,
  chooseRendering,
  type Estimate,
  estimateOf,
  type JobSettings,
  type ModelCard,
  type ModelCatalogue,
  type PlannedScene,
  type RefusalReason,
  resolveModel,
  roundUsd,
  type Storyboard,
  type Warning,
} from '@kinoline/contracts';
import { omit } from 'es-toolkit/object';
import { promptLimit, unknownModel } from './admission.js';
import { tellScene, type ToldScene } from './tell-scene.js';

/** The models and the day on which they are used. */
export interface Models {
  readonly catalogue: ModelCatalogue;
  readonly on: Date;
}

/** Why something is not done, in English; and by its name, where the chat has words for it. */
export interface Refused {
  readonly refused: string;
  readonly reason?: RefusalReason;
}

/** Scenes as their models can make them, what had to be changed for that, and what one take of each will take. */
export interface Fitted {
  readonly scenes: readonly PlannedScene[];
  readonly adaptations: readonly Adaptation[];
  readonly estimate: Estimate;
}

/**
 * Fits each scene to its model, its own or the job's: a retired model is replaced, the length becomes the nearest that
 * the model makes, the prompt one it can read that carries the continuity sheet, and the seam a cut where it takes no
 * start image.
 *
 * @param shots - number of scenes of the whole storyboard
 */
export function fit(
  { scenes, continuity }: Pick<Storyboard, 'scenes' | 'continuity'>,
  settings: JobSettings,
  shots: number,
  { catalogue, on }: Models,
): Fitted | Refused {
  const fitted: FittedScene[] = [];
  for (const scene of scenes) {
    const asked = scene.model ?? settings.model;
    const resolved = resolveModel(catalogue, asked, on);
    if (!resolved) return modelGone(unknownModel(catalogue, asked));
    const { card } = resolved;
    const told = tellScene(scene, continuity, promptLimit(card, shots));
    const one = fitScene(scene, card, settings, told);
    const estimate = estimateOf(card, settings, [one.scene.seconds], on);
    fitted.push({ ...one, adaptations: [...resolved.adaptations, ...one.adaptations], estimate });
  }
  return {
    scenes: fitted.map(({ scene }) => scene),
    adaptations: distinct(fitted.flatMap(({ adaptations }) => adaptations)),
    estimate: total(fitted.map(({ estimate }) => estimate)),
  };
}

/** That a model is not to be had, in English. */
export function modelGone(refused: string): Refused {
  return { refused, reason: 'model-gone' };
}

/** Each adaptation or warning once. */
export function distinct<Told extends Adaptation | Warning>(all: readonly Told[]): Told[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

interface FittedScene {
  readonly scene: PlannedScene;
  readonly adaptations: readonly Adaptation[];
  readonly estimate: Estimate;
}

function fitScene(
  scene: PlannedScene,
  card: ModelCard,
  settings: JobSettings,
  told: ToldScene,
): Omit<FittedScene, 'estimate'> {
  const seconds = nearest(chooseRendering(card, settings).seconds, scene.seconds);
  const seam = card.inputs.startImage === undefined ? 'cut' : scene.seam;
  return {
    scene: {
      ...omit(scene, ['model']),
      ...(card.id !== settings.model && { model: card.id }),
      seconds,
      prompt: told.prompt,
      draft: told.draft,
      seam,
    },
    adaptations: [
      ...(seconds === scene.seconds
        ? []
        : [{ kind: 'seconds-changed', asked: scene.seconds, given: seconds } as const]),
      ...told.adaptations,
    ],
  };
}

function total(estimates: readonly Estimate[]): Estimate {
  const sum = (figure: keyof Estimate): number => estimates.reduce((all, each) => all + each[figure], 0);
  return {
    costUsd: roundUsd(sum('costUsd')),
    filmSeconds: sum('filmSeconds'),
    waitSeconds: sum('waitSeconds'),
  };
}

function nearest(allowed: readonly number[], asked: number): number {
  return allowed.reduce((best, each) => (Math.abs(each - asked) < Math.abs(best - asked) ? each : best));
}
