import type { JobChangeDraft } from '../../conversation/conversation.js';
import type { Screen } from '../../telegram/screen.js';

/** Where the dialog stands after something was pressed or written. */
export type Step =
  | {
      readonly kind: 'show';
      /** What is chosen so far. */
      readonly what: JobChangeDraft['what'];
      readonly screen: Screen;
      /** A line of HTML above the screen: why nothing came of what was pressed or written. */
      readonly note?: string;
      /** The action that a text of the person's answers. */
      readonly awaiting?: 'write' | 'next';
    }
  /** Nothing can be chosen any more. */
  | { readonly kind: 'end'; readonly because: 'delivery-more-full' };

/** A step that shows something. */
export type ShownStep = Extract<Step, { kind: 'show' }>;
