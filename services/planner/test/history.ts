import type { PlannedScene } from '@kinoline/contracts';
import type { TakeOutcome } from './simulated-generator.js';
import type { Wish } from './wish.js';

/** What happens to one call of a port: it works, or the replica dies before or after it took effect. */
export type Luck = 'works' | 'dies-before' | 'dies-after' | 'duplicate';

/** One generated history. */
export interface History {
  readonly seams: readonly PlannedScene['seam'][];
  readonly takesPerScene: number;
  readonly whenStuck: 'ask' | 'go-on';
  readonly budgetUsd: number | undefined;
  readonly startFrame: boolean;
  /** How often planning crashes for good before it works. */
  readonly planningFails: number;
  /** How often the person edits the storyboard before approving it; undefined: no approval wanted. */
  readonly edits: number | undefined;
  /** After how many turns of the line each the person calls off the cut that they know of. */
  readonly cancelsAfter: readonly number[];
  /** What the person wants whenever the job rests, one after the other. */
  readonly wishes: readonly Wish[];
  readonly takes: readonly TakeOutcome[];
  /** Whether the stitcher gives up, cut by cut. */
  readonly filmsFail: readonly boolean[];
  /** Used up call by call; afterwards everything works, so that every history can end. */
  readonly luck: readonly Luck[];
}
