import type { PlannedScene } from '@kinoline/contracts';
import type { ChangeScope } from '@kinoline/contracts';
import { clipOf, type JobState, totalCostUsd } from '../director/index.js';
import type { Plan } from '../plan.js';
import { changeOverBudget, isTooLong } from '../planning/admission.js';
import { distinct, fit, type Models, type Refused } from '../planning/fit.js';

/**
 * The plan of a change, with what it makes fitted to today's models and priced; refused when it would break the budget.
 *
 * @param plan - with the change's words, models and new scenes
 * @param budgetUsd - the most the whole job may cost
 */
export function priced(
  state: JobState,
  plan: Plan,
  scope: ChangeScope,
  { budgetUsd, ...models }: Models & { readonly budgetUsd: number | undefined },
): { readonly plan: Plan } | Refused {
  const { scenes } = plan.storyboard;
  const made = fit(
    { ...plan.storyboard, scenes: scenes.filter(({ scene }) => scope.make.includes(scene)) },
    plan.settings,
    scenes.length,
    models,
  );
  if ('refused' in made) return made;
  const { costUsd, waitSeconds } = made.estimate;
  const spentUsd = totalCostUsd(state);
  if (budgetUsd !== undefined && costUsd > 0 && costUsd + spentUsd > budgetUsd) {
    return { refused: changeOverBudget(costUsd, spentUsd, budgetUsd), reason: 'over-budget' };
  }
  const storyboard = { ...plan.storyboard, scenes: replaced(scenes, made.scenes) };
  if (isTooLong(storyboard)) {
    return {
      refused: 'the prompts of all scenes are too long together: shorten them',
      reason: 'texts-too-long',
    };
  }
  const filmSeconds = lengthOf(storyboard.scenes.filter(({ scene }) => isInFilm(state, scope, scene)));
  return {
    plan: {
      ...plan,
      storyboard,
      adaptations: distinct([...plan.adaptations, ...made.adaptations]),
      estimate: { costUsd, filmSeconds, waitSeconds },
    },
  };
}

function replaced(scenes: readonly PlannedScene[], others: readonly PlannedScene[]): PlannedScene[] {
  const byNumber = new Map(others.map((other) => [other.scene, other]));
  return scenes.map((planned) => byNumber.get(planned.scene) ?? planned);
}

function isInFilm(state: JobState, { make, leftOut }: ChangeScope, scene: number): boolean {
  return make.includes(scene) || (!leftOut.includes(scene) && clipOf(state, scene) !== undefined);
}

function lengthOf(scenes: readonly PlannedScene[]): number {
  return scenes.reduce((sum, { seconds }) => sum + seconds, 0);
}
