import type { Adaptation, ModelCatalogue, Warning } from '@kinoline/contracts';
import type { Words } from '../../words/words.js';
import type { Plan } from '../shown-job.js';
import { adaptationLine } from './adaptation-line.js';

/** What else is made otherwise was shown before the film was ordered, or stands beside its scenes. */
const worthTelling: ReadonlySet<Adaptation['kind']> = new Set([
  'model-replaced',
  'prompt-shortened',
  'start-image-unsupported',
]);

/** What the person should know of a plan that waits for them or is carried out, one line of HTML each. */
export function planRemarks(plan: Plan, words: Words, catalogue: ModelCatalogue): readonly string[] {
  const adaptations = plan.adaptations.filter(({ kind }) => worthTelling.has(kind));
  const lines = adaptations.map((adaptation) => adaptationLine(adaptation, words, catalogue));
  return [...new Set([...warningLines(plan, words), ...lines])];
}

/** What went wrong while the plan was made, one line of HTML each. */
export function warningLines(plan: Plan, words: Words): readonly string[] {
  const codes = new Set(plan.warnings.map(({ code }) => code));
  const lines = [...codes].map((code) => warningLine(code, plan, words));
  return lines.filter((line) => line !== undefined);
}

function warningLine(code: Warning['code'], plan: Plan, words: Words): string | undefined {
  switch (code) {
    case 'planned-by-rules':
      return words.html('remark-planned-by-rules');
    case 'not-connected':
      return words.html('remark-not-connected');
    case 'scene-not-rewritten':
      return notRewrittenLine(plan, words);
    // Told where they matter: as the answer to an edit or change, in the question about a scene, with the film.
    case 'edit-refused':
    case 'scene-missing':
    case 'clip-left-out':
    case 'length-differs':
    case 'take-lost':
    case 'older-take-kept':
      return undefined;
  }
}

/** The warnings name scenes as they were planned: once the storyboard was edited the numbers may mean others. */
function notRewrittenLine({ warnings, storyboard, revision, cut }: Plan, words: Words): string | undefined {
  if (revision > cut) return undefined;
  const shots = warnings.flatMap(({ code, scene }) => (code === 'scene-not-rewritten' ? [scene] : []));
  const named = storyboard.scenes.filter(({ scene }) => shots.includes(scene));
  const beats = [...new Set(named.map(({ beat }) => beat))];
  if (beats.length === 0) return undefined;
  return words.html('remark-scene-not-rewritten', { count: beats.length, scenes: beats.join(', ') });
}
