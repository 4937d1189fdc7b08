import type { Adaptation, ModelCatalogue, Warning } from '@kinoline/contracts';
import { adaptationLine } from '../jobs/remarks/adaptation-line.js';
import { warningLines } from '../jobs/remarks/plan-remarks.js';
import type { Plan } from '../jobs/shown-job.js';
import { clock } from '../words/figures.js';
import type { Words } from '../words/words.js';
import type { StoredFilm } from './delivery-way.js';

/** What is seen or heard in the film; the rest was said before it was made. */
const perceived: ReadonlySet<Adaptation['kind']> = new Set([
  'cropped',
  'upscaled',
  'sound-missing',
  'model-replaced',
  'start-image-unsupported',
]);

/** What is not as it was asked for, one line of HTML each, what matters most first. */
export function notesOf(
  film: StoredFilm,
  plan: Plan | undefined,
  words: Words,
  catalogue: ModelCatalogue,
): string[] {
  const incomplete = film.warnings.some(({ code }) => code === 'scene-missing' || code === 'clip-left-out');
  // A film without a scene is shorter: that was said already.
  const warnings = film.warnings.filter(({ code }) => !(incomplete && code === 'length-differs'));
  const adaptations = [...film.adaptations, ...(plan?.adaptations ?? [])];
  const lines = [
    ...warnings.map((warning) => warningLine(warning, film, plan, words)),
    ...(plan ? warningLines(plan, words) : []),
    ...adaptations
      .filter(({ kind }) => perceived.has(kind))
      .map((adaptation) => adaptationLine(adaptation, words, catalogue)),
  ];
  return [...new Set(lines.filter((line) => line !== undefined))];
}

function warningLine(
  { code, scene: shot }: Warning,
  film: StoredFilm,
  plan: Plan | undefined,
  words: Words,
): string | undefined {
  const scene = beatOf(shot, plan);
  switch (code) {
    case 'scene-missing':
      return lostScene('delivery-note-missing', { scene, shot }, film, plan, words);
    case 'clip-left-out':
      return lostScene('delivery-note-left-out', { scene, shot }, film, plan, words);
    case 'length-differs':
      return plan && lengthLine(film, plan, words);
    case 'take-lost':
      return words.html('delivery-note-lost');
    case 'older-take-kept':
      return scene === undefined ? undefined : words.html('delivery-note-kept', { scene });
    // Of the plan.
    case 'planned-by-rules':
    case 'not-connected':
    case 'scene-not-rewritten':
    case 'edit-refused':
      return undefined;
  }
}

/** A long scene of which another shot made it is missing only in part. */
function lostScene(
  id: 'delivery-note-missing' | 'delivery-note-left-out',
  { scene, shot }: { readonly scene: number | undefined; readonly shot: number | undefined },
  film: StoredFilm,
  plan: Plan | undefined,
  words: Words,
): string | undefined {
  if (scene === undefined) return undefined;
  const others = plan?.storyboard.scenes.filter((each) => each.beat === scene && each.scene !== shot) ?? [];
  const partly = others.some((other) => film.scenes.some((each) => each.scene === other.scene));
  return words.html(partly ? 'delivery-note-part-missing' : id, { scene });
}

function lengthLine({ facts }: StoredFilm, { estimate }: Plan, words: Words): string {
  return words.html('delivery-note-length', {
    planned: clock(estimate.filmSeconds),
    length: clock(facts.seconds),
  });
}

/** The scene as the person counts them. */
function beatOf(shot: number | undefined, plan: Plan | undefined): number | undefined {
  return plan?.storyboard.scenes.find(({ scene }) => scene === shot)?.beat ?? shot;
}
