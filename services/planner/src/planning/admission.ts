import {
  type Adaptation,
  chooseRendering,
  type DataOf,
  estimateOf,
  type JobRejected,
  type JobRequested,
  type JobSettings,
  type ModelCard,
  type ModelCatalogue,
  pictureAdaptations,
  planShots,
  resolveModel,
  scenePromptMaxCharacters,
  soundAdaptations,
  type Storyboard,
  storyboardMaxScenes,
} from '@kinoline/contracts';
import type { Plan } from '../plan.js';
import { dollars } from './dollars.js';

/** A job that can be planned. */
export interface AdmittedJob {
  readonly card: ModelCard;
  /** With the model that is really used. */
  readonly settings: JobSettings;
  /** Lengths of the consecutive shots of each scene, in seconds. */
  readonly shots: readonly number[];
  readonly adaptations: readonly Adaptation[];
  readonly estimate: Plan['estimate'];
  /** Longest prompt of a shot, in characters. */
  readonly promptMaxCharacters: number;
}

/** Why a job is not taken on. */
export type Refusal = Omit<DataOf<typeof JobRejected>, 'jobId'>;

/**
 * A storyboard travels in one message and is kept in one value, both at most 1 MiB: prompts and drafts together stay
 * under it with this many characters of prompts, whatever the script.
 */
const storyboardMaxCharacters = 120_000;

/**
 * Checks what a person asked for, before anything is paid. Price and length do not depend on the text.
 *
 * @param on - the day whose models and prices hold
 */
export function admit(
  catalogue: ModelCatalogue,
  { settings: asked, budgetUsd }: Pick<DataOf<typeof JobRequested>, 'settings' | 'budgetUsd'>,
  on: Date,
): AdmittedJob | { readonly refusal: Refusal } {
  if (asked.mode !== 'chain') {
    return refuse('mode-not-available', `the mode "${asked.mode}" is not built yet: use "chain"`);
  }
  const resolved = resolveModel(catalogue, asked.model, on);
  if (!resolved) return refuse('unknown-model', unknownModel(catalogue, asked.model));
  const { card } = resolved;
  const settings: JobSettings = { ...asked, model: card.id };
  const { seconds: shots, adaptations } = planShots(card, settings);
  const allShots = Array.from({ length: settings.scenes }, () => shots).flat();
  if (allShots.length > storyboardMaxScenes)
    return refuse('bad-request', tooManyShots(card, allShots.length));
  const estimate = estimateOf(card, settings, allShots, on);
  if (budgetUsd !== undefined && estimate.costUsd > budgetUsd) {
    return refuse('over-budget', overBudget(estimate.costUsd, budgetUsd));
  }
  return {
    card,
    settings,
    shots,
    adaptations: [
      ...resolved.adaptations,
      ...adaptations,
      ...modelAdaptations(card, settings, allShots.length),
    ],
    estimate,
    promptMaxCharacters: promptLimit(card, allShots.length),
  };
}

/** One line with both figures. */
export function overBudget(costUsd: number, budgetUsd: number): string {
  return `the film costs about ${dollars(costUsd)}, the budget is ${dollars(budgetUsd)}: ask for fewer or shorter scenes, or a cheaper model`;
}

/** One line with all three figures. */
export function changeOverBudget(costUsd: number, spentUsd: number, budgetUsd: number): string {
  return `the change costs about ${dollars(costUsd)}, the job cost ${dollars(spentUsd)} so far, its budget is ${dollars(budgetUsd)}: ask for fewer or shorter scenes, a cheaper model, or raise the budget`;
}

/** Whether all prompts together are more than one message holds. */
export function isTooLong({ scenes }: Storyboard): boolean {
  return scenes.reduce((sum, { prompt }) => sum + prompt.length, 0) > storyboardMaxCharacters;
}

/** One line that names the known models. */
export function unknownModel(catalogue: ModelCatalogue, id: string): string {
  return `there is no model "${id}"; known models: ${[...catalogue.keys()].join(', ')}`.slice(0, 2000);
}

/** Longest prompt of a shot, in characters, in a storyboard of so many shots. */
export function promptLimit(card: ModelCard, shots: number): number {
  const share = Math.floor(storyboardMaxCharacters / shots);
  return Math.min(card.promptMaxCharacters, scenePromptMaxCharacters, share);
}

/** What the model cannot do of what was asked, whatever the text is. */
export function modelAdaptations(card: ModelCard, settings: JobSettings, shots: number): Adaptation[] {
  return [
    ...pictureAdaptations(chooseRendering(card, settings), settings),
    ...soundAdaptations(card, settings.audio),
    ...(shots > 1 && card.inputs.startImage === undefined
      ? [{ kind: 'start-image-unsupported' } as const]
      : []),
  ];
}

function tooManyShots(card: ModelCard, shots: number): string {
  return `${card.id} would need ${shots} clips, a film has at most ${storyboardMaxScenes}: ask for fewer or shorter scenes`;
}

function refuse(code: Refusal['code'], detail: string): { readonly refusal: Refusal } {
  return { refusal: { code, detail } };
}
