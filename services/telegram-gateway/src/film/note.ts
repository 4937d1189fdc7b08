import type { WordArguments } from '../words/words.js';

/** One line above a panel: what was just understood, or what is in the way. */
export interface Note {
  /** Id of a text. */
  readonly id: string;
  readonly args?: WordArguments;
}

/** A draft after something was said, and what is to be told about it. */
export interface Taken<Draft> {
  readonly draft: Draft;
  readonly note?: Note;
}
