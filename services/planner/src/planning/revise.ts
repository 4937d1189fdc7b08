import {
  type Adaptation,
  chooseRendering,
  estimateOf,
  type ModelCard,
  type ModelCatalogue,
  type PlannedScene,
  resolveModel,
  type Storyboard,
} from '@kinoline/contracts';
import type { Plan } from '../plan.js';
import { shorten } from '../splitting/cut-text.js';
import { overBudget, promptLimit } from './admission.js';

/**
 * The plan after a person edited its storyboard: fitted to the model and priced again. An edit that cannot be taken
 * over leaves the plan as it was, with a warning that says why.
 *
 * @param on - the day whose models and prices hold
 */
export function revise(
  plan: Plan,
  edited: Storyboard,
  about: { readonly catalogue: ModelCatalogue; readonly budgetUsd: number | undefined; readonly on: Date },
): Plan {
  const card = resolveModel(about.catalogue, plan.settings.model, about.on)?.card;
  if (card?.id !== plan.settings.model) return refused(plan, `the model ${plan.settings.model} is gone`);
  const fitted = edited.scenes.map((scene) => fit(scene, card, plan, edited.scenes.length));
  const scenes = fitted.map(({ scene }) => scene);
  const shots = scenes.map(({ seconds }) => seconds);
  const estimate = estimateOf(card, plan.settings, shots, about.on);
  if (about.budgetUsd !== undefined && estimate.costUsd > about.budgetUsd) {
    return refused(plan, overBudget(estimate.costUsd, about.budgetUsd));
  }
  return {
    ...plan,
    storyboard: { ...edited, scenes },
    adaptations: distinct([
      ...lasting(plan.adaptations),
      ...fitted.flatMap(({ adaptations }) => adaptations),
    ]),
    warnings: withoutRefusal(plan),
    estimate,
  };
}

function refused(plan: Plan, detail: string): Plan {
  return { ...plan, warnings: [...withoutRefusal(plan), { code: 'edit-refused', detail }] };
}

function withoutRefusal({ warnings }: Plan): Plan['warnings'] {
  return warnings.filter(({ code }) => code !== 'edit-refused');
}

/** What was adapted because of the text or the lengths is told anew with every edit. */
function lasting(adaptations: readonly Adaptation[]): Adaptation[] {
  return adaptations.filter(({ kind }) => kind !== 'prompt-shortened' && kind !== 'split-into-shots');
}

function fit(
  scene: PlannedScene,
  card: ModelCard,
  { settings }: Plan,
  shots: number,
): { readonly scene: PlannedScene; readonly adaptations: readonly Adaptation[] } {
  const seconds = nearest(chooseRendering(card, settings).seconds, scene.seconds);
  const limit = promptLimit(card, shots);
  const prompt = shorten(scene.prompt, limit);
  const seam = card.inputs.startImage === undefined ? 'cut' : scene.seam;
  return {
    scene: { ...scene, seconds, prompt, draft: shorten(scene.draft, limit), seam },
    adaptations: [
      ...(seconds === scene.seconds
        ? []
        : [{ kind: 'seconds-changed', asked: scene.seconds, given: seconds } as const]),
      ...(prompt === scene.prompt
        ? []
        : [{ kind: 'prompt-shortened', asked: scene.prompt.length, given: prompt.length } as const]),
    ],
  };
}

function nearest(allowed: readonly number[], asked: number): number {
  return allowed.reduce((best, each) => (Math.abs(each - asked) < Math.abs(best - asked) ? each : best));
}

function distinct(adaptations: readonly Adaptation[]): Adaptation[] {
  return [...new Map(adaptations.map((each) => [JSON.stringify(each), each])).values()];
}
