import type { Adaptation, ModelCatalogue, Warning } from '@kinoline/contracts';
import type { ShownJob } from '../jobs/shown-job.js';
import type { Words } from '../words/words.js';
import { modelName } from './model-name.js';

type Plan = NonNullable<ShownJob['plan']>;

/** What the person should know about a storyboard before they approve it, one line of HTML each. */
export function boardWarnings(plan: Plan, words: Words, catalogue: ModelCatalogue): readonly string[] {
  return [
    ...distinct(plan.warnings.map((each) => warningLine(each, plan, words))),
    ...distinct(plan.adaptations.map((each) => adaptationLine(each, words, catalogue))),
  ];
}

function distinct(lines: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(lines.filter((line) => line !== undefined))];
}

function warningLine({ code, scene }: Warning, { storyboard }: Plan, words: Words): string | undefined {
  switch (code) {
    case 'edit-refused':
      return words.html('storyboard-edit-refused');
    case 'planned-by-rules':
      return words.html('storyboard-planned-by-rules');
    case 'not-connected':
      return words.html('storyboard-not-connected');
    case 'scene-not-rewritten': {
      const beat = storyboard.scenes.find((planned) => planned.scene === scene)?.beat;
      return beat === undefined ? undefined : words.html('storyboard-not-rewritten', { beat });
    }
    // Nothing that can be before anything was made.
    case 'scene-missing':
    case 'clip-left-out':
    case 'length-differs':
    case 'take-lost':
      return undefined;
  }
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
