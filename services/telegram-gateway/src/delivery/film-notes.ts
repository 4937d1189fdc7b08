import type { Adaptation, ModelCatalogue, Warning } from '@kinoline/contracts';
import { modelName } from '../catalogue/model-name.js';
import { qualityName } from '../catalogue/quality-name.js';
import type { Plan } from '../jobs/shown-job.js';
import { clock } from '../words/figures.js';
import type { Words } from '../words/words.js';
import type { StoredFilm } from './delivery-way.js';

/** What is not as it was asked for, one line of HTML each, what matters most first. */
export function notesOf(
  film: StoredFilm,
  plan: Plan | undefined,
  words: Words,
  catalogue: ModelCatalogue,
): string[] {
  const incomplete = film.warnings.some(({ code }) => code === 'scene-missing' || code === 'clip-left-out');
  const warnings = [...film.warnings, ...(plan?.warnings ?? [])].filter(
    // A film without a scene is shorter: that was said already.
    ({ code }) => !(incomplete && code === 'length-differs'),
  );
  const adaptations = [...film.adaptations, ...(plan?.adaptations ?? [])];
  const lines = [
    ...warnings.map((warning) => warningLine(warning, film, plan, words)),
    ...adaptations.map((adaptation) => adaptationLine(adaptation, words, catalogue)),
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
    case 'planned-by-rules':
      return words.html('delivery-note-by-rules');
    case 'not-connected':
      return words.html('delivery-note-not-connected');
    case 'scene-not-rewritten':
      return scene === undefined ? undefined : words.html('delivery-note-not-rewritten', { scene });
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

/** Only what is seen or heard in the film; the rest was said before it was made. */
function adaptationLine(adaptation: Adaptation, words: Words, catalogue: ModelCatalogue): string | undefined {
  switch (adaptation.kind) {
    case 'cropped':
      return words.html('delivery-note-cropped', {
        asked: adaptation.asked,
        rendered: adaptation.rendered,
      });
    case 'upscaled':
      return words.html('delivery-note-upscaled', {
        asked: qualityName(adaptation.asked),
        rendered: qualityName(adaptation.rendered),
      });
    case 'sound-missing':
      return words.html('delivery-note-sound-missing');
    case 'model-replaced':
      return words.html('delivery-note-model-replaced', {
        asked: modelName(adaptation.asked, catalogue),
        given: modelName(adaptation.given, catalogue),
      });
    case 'start-image-unsupported':
      return words.html('delivery-note-not-connected');
    case 'seconds-changed':
    case 'split-into-shots':
    case 'downscaled':
    case 'sound-removed':
    case 'prompt-shortened':
      return undefined;
  }
}
