import type { Adaptation, ContinuitySheet, PlannedScene } from '@kinoline/contracts';
import {
  allParts,
  carryContinuity,
  essentialParts,
  withoutContinuity,
} from '../connecting/carry-continuity.js';
import { shorten } from '../splitting/cut-text.js';

/** What the model is told of a scene, and what had to be changed for that. */
export interface ToldScene {
  readonly prompt: string;
  /** What people read and edit; no longer than what the model can be told. */
  readonly draft: string;
  readonly adaptations: readonly Adaptation[];
}

/**
 * What the model is told of a scene: its words, and behind them what they lack of the continuity sheet, as far as it
 * fits. Words come first: where the limit is short the sheet gives way, and only then are words shortened. The draft
 * never gets the sheet; a prompt that begins with its draft was not rewritten.
 */
export function tellScene(
  { prompt, draft }: Pick<PlannedScene, 'prompt' | 'draft'>,
  sheet: ContinuitySheet | undefined,
  maxCharacters: number,
): ToldScene {
  const words = sheet && prompt.length > maxCharacters ? withoutContinuity(prompt, sheet) : prompt;
  const fitting = shorten(words, maxCharacters);
  const parts = prompt.startsWith(draft) ? allParts : essentialParts;
  return {
    prompt: sheet ? carryContinuity(fitting, sheet, maxCharacters, parts) : fitting,
    draft: shorten(draft, maxCharacters),
    adaptations:
      fitting === words ? [] : [{ kind: 'prompt-shortened', asked: words.length, given: fitting.length }],
  };
}
