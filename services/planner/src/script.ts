import type { Adaptation, ContinuitySheet, SeamKind } from '@kinoline/contracts';
import type { TokenUsage } from './language-model.js';

/** One scene as the person counts them, in words; shots and lengths are planned later. */
export interface WrittenScene {
  /** What the video model is told. */
  readonly prompt: string;
  /** What the splitter wrote. */
  readonly draft: string;
  /** How it joins the scene before; of the first one it does not matter. */
  readonly seam: SeamKind;
  readonly opening?: string;
  readonly closing?: string;
  /** Why the connector pass left the draft as it is. */
  readonly notRewritten?: string;
}

/** The film in words. */
export interface Script {
  readonly scenes: readonly WrittenScene[];
  readonly continuity?: ContinuitySheet;
  /** Name of the language model, or `rules`. */
  readonly writtenBy: string;
  readonly usage: TokenUsage;
  /** Why it was written by rules. */
  readonly byRules?: string;
  /** Why the connector pass gave nothing. */
  readonly notConnected?: string;
  readonly adaptations: readonly Adaptation[];
}
