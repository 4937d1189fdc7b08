import type { Adaptation, ModelCatalogue, Warning } from '@kinoline/contracts';
import type { Words } from '../words/words.js';
import type { Plan } from '../jobs/shown-job.js';
import { modelName } from '../catalogue/model-name.js';

/** What the person should know about a storyboard before they approve it, one line of HTML each. */
export function boardWarnings(plan: Plan, words: Words, catalogue: ModelCatalogue): readonly string[] {
  const codes = [...new Set(plan.warnings.map(({ code }) => code))];
  const adaptations = plan.adaptations.map((each) => adaptationLine(each, words, catalogue));
  const lines = [...codes.map((code) => warningLine(code, plan, words)), ...adaptations];
  return [...new Set(lines.filter((line) => line !== undefined))];
}

function warningLine(code: Warning['code'], plan: Plan, words: Words): string | undefined {
  switch (code) {
    case 'edit-refused':
      return words.html('storyboard-edit-refused');
    case 'planned-by-rules':
      return words.html('storyboard-planned-by-rules');
    case 'not-connected':
      return words.html('storyboard-not-connected');
    case 'scene-not-rewritten':
      return notRewrittenLine(plan, words);
    // Nothing that can be before anything was made.
    case 'scene-missing':
    case 'clip-left-out':
    case 'length-differs':
    case 'take-lost':
    case 'older-take-kept':
      return undefined;
  }
}

/** The warnings name scenes as they were planned: after an edit the numbers may mean others. */
function notRewrittenLine({ warnings, storyboard, revision, cut }: Plan, words: Words): string | undefined {
  if (revision > cut) return undefined;
  const scenes = warnings.flatMap(({ code, scene }) => (code === 'scene-not-rewritten' ? [scene] : []));
  const beats = storyboard.scenes.flatMap(({ scene, beat }) => (scenes.includes(scene) ? [beat] : []));
  if (beats.length === 0) return undefined;
  return words.html('storyboard-not-rewritten', { count: beats.length, beats: beats.join(', ') });
}

function adaptationLine(adaptation: Adaptation, words: Words, catalogue: ModelCatalogue): string | undefined {
  switch (adaptation.kind) {
    case 'model-replaced':
      return words.html('storyboard-model-replaced', {
        asked: modelName(adaptation.asked, catalogue),
        given: modelName(adaptation.given, catalogue),
      });
    case 'prompt-shortened':
      return words.html('storyboard-text-shortened', { given: adaptation.given });
    case 'start-image-unsupported':
      return words.html('storyboard-no-start-image');
    // Lengths stand beside the scenes; picture and sound were shown when the film was ordered.
    case 'seconds-changed':
    case 'split-into-shots':
    case 'cropped':
    case 'upscaled':
    case 'downscaled':
    case 'sound-missing':
    case 'sound-removed':
      return undefined;
  }
}
