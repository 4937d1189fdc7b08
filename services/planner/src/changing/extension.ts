import {
  type Change,
  type ChangeScope,
  planShots,
  resolveModel,
  storyboardMaxScenes,
} from '@kinoline/contracts';
import type { JobState } from '../director/index.js';
import type { Plan } from '../plan.js';
import { promptLimit, unknownModel } from '../planning/admission.js';
import { distinct, modelGone, type Models, type Refused } from '../planning/fit.js';
import { type Layout, scriptWarnings, storyboardOf } from '../planning/storyboard.js';
import type { Script } from '../script.js';
import type { SplitOrder } from '../splitting/ask-for-drafts.js';

/** How a film may go on after its end. */
export type Extension = Extract<Change, { kind: 'extend' }>;

/** Lays out the scenes that are added, with the job's settings; what they say does not matter yet. */
export function layoutOf(plan: Plan, { scenes }: Extension, { catalogue, on }: Models): Layout | Refused {
  const { settings, storyboard } = plan;
  const card = resolveModel(catalogue, settings.model, on)?.card;
  if (!card) return modelGone(unknownModel(catalogue, settings.model));
  const { seconds: shots } = planShots(card, settings);
  const all = storyboard.scenes.length + scenes * shots.length;
  if (all > storyboardMaxScenes) {
    return {
      refused: `the film would have ${all} clips, a film has at most ${storyboardMaxScenes}: ask for fewer scenes`,
      reason: 'too-many-scenes',
    };
  }
  const last = storyboard.scenes.at(-1);
  const after = { scene: last?.scene ?? 0, beat: last?.beat ?? 0 };
  return { card, shots, promptMaxCharacters: promptLimit(card, all), after };
}

/**
 * What the script writer is asked for: scenes that follow what the film tells when they are added.
 *
 * @param scope.leftOut - scenes that are not in the film then
 */
export function orderOf(
  { plan: { storyboard, settings }, request }: JobState & { readonly plan: Plan },
  { prompt, scenes }: Extension,
  { leftOut }: Pick<ChangeScope, 'leftOut'>,
  { promptMaxCharacters: maxCharacters }: Layout,
): SplitOrder {
  const { secondsPerScene } = settings;
  const told = storyboard.scenes.filter(({ scene }) => !leftOut.includes(scene));
  const drafts = new Map(told.map(({ beat, draft }) => [beat, draft]));
  const before = {
    idea: request?.prompt ?? prompt,
    drafts: [...drafts.values()],
    ...(storyboard.continuity && { continuity: storyboard.continuity }),
  };
  return { prompt, scenes, secondsPerScene, maxCharacters, before };
}

/** A script of which nothing is written yet, as long as the one that is asked for: enough to price it. */
export function unwritten({ scenes }: Extension): Script {
  const scene = { prompt: '…', draft: '…', seam: 'continuous' } as const;
  return {
    scenes: Array.from({ length: scenes }, () => scene),
    writtenBy: '',
    usage: { inputTokens: 0, outputTokens: 0 },
    adaptations: [],
  };
}

/** The plan with the scenes of a script after its last. */
export function extended(plan: Plan, script: Script, layout: Layout): Plan {
  const { storyboard, plannedBy } = plan;
  const sheet = storyboard.continuity ?? script.continuity;
  const { scenes } = storyboardOf({ ...script, ...(sheet && { continuity: sheet }) }, layout);
  return {
    ...plan,
    storyboard: { scenes: [...storyboard.scenes, ...scenes], ...(sheet && { continuity: sheet }) },
    adaptations: distinct([...plan.adaptations, ...script.adaptations]),
    warnings: distinct([...plan.warnings, ...scriptWarnings(script, layout)]),
    plannedBy: {
      planner: script.writtenBy.slice(0, 100),
      inputTokens: plannedBy.inputTokens + script.usage.inputTokens,
      outputTokens: plannedBy.outputTokens + script.usage.outputTokens,
    },
  };
}
