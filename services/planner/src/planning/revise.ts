import { type Adaptation, resolveModel, type Storyboard } from '@kinoline/contracts';
import type { Plan } from '../plan.js';
import { overBudget } from './admission.js';
import { distinct, fit, modelGone, type Models, type Refused } from './fit.js';

/**
 * The plan after a person edited its storyboard: fitted to the models and priced again. An edit that cannot be taken
 * over leaves the plan as it was, with a warning that says why.
 *
 * @param about.on - the day whose models and prices hold
 */
export function revise(
  plan: Plan,
  edited: Storyboard,
  about: Models & { readonly budgetUsd: number | undefined },
): Plan {
  const { model } = plan.settings;
  const isGone = resolveModel(about.catalogue, model, about.on)?.card.id !== model;
  if (isGone) return refused(plan, modelGone(`the model ${model} is gone`));
  const fitted = fit(edited, plan.settings, edited.scenes.length, about);
  if ('refused' in fitted) return refused(plan, fitted);
  const { scenes, adaptations, estimate } = fitted;
  if (about.budgetUsd !== undefined && estimate.costUsd > about.budgetUsd) {
    const detail = overBudget(estimate.costUsd, about.budgetUsd);
    return refused(plan, { refused: detail, reason: 'over-budget' });
  }
  return {
    ...plan,
    storyboard: { ...edited, scenes: [...scenes] },
    adaptations: distinct([...lasting(plan.adaptations), ...adaptations]),
    warnings: withoutRefusal(plan),
    estimate,
  };
}

function refused(plan: Plan, { refused: detail, reason }: Refused): Plan {
  const warning = { code: 'edit-refused', detail, ...(reason && { reason }) } as const;
  return { ...plan, warnings: [...withoutRefusal(plan), warning] };
}

/** What the person should know of the plan, apart from an edit or change before that was refused. */
export function withoutRefusal({ warnings }: Plan): Plan['warnings'] {
  return warnings.filter(({ code }) => code !== 'edit-refused');
}

/** What was adapted because of the text or the lengths is told anew with every edit and change. */
export function lasting(adaptations: readonly Adaptation[]): Adaptation[] {
  return adaptations.filter(({ kind }) => kind !== 'prompt-shortened' && kind !== 'split-into-shots');
}
