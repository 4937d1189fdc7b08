import type {
  AnyMessage,
  DataOf,
  FilmStitched,
  JobCancelled,
  JobFailed,
  JobHeld,
  JobRejected,
  SceneFailed,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import type { DeliveredFilm, ShownChange } from './shown-job.js';

interface Heard<Message extends AnyMessage> {
  readonly name: Message['name'];
  readonly data: DataOf<Message>;
  /** When it was said (the envelope's time), ISO 8601; left out: now. */
  readonly at?: string;
}

/** A message of the line that changes what is shown of a job. */
export type LineFact =
  | Heard<typeof JobRejected>
  | Heard<typeof ScenesPlanned>
  | Heard<typeof SceneRendered>
  | Heard<typeof SceneFailed>
  | Heard<typeof JobHeld>
  | Heard<typeof FilmStitched>
  | Heard<typeof JobFailed>
  | Heard<typeof JobCancelled>;

/** What the gateway itself did or was told by the person. */
export type OwnFact =
  | { readonly name: 'Approved'; readonly revision: number; readonly at: string }
  | { readonly name: 'ChangeAsked'; readonly change: ShownChange }
  /** The upload of a film begins, for the first or another time. */
  | { readonly name: 'DeliveryBegun'; readonly cut: number; readonly tries: number }
  /** This try came to nothing, and surely left nothing in the chat. */
  | { readonly name: 'DeliveryUnsent'; readonly cut: number; readonly tries: number }
  | { readonly name: 'FilmBrought'; readonly film: DeliveredFilm; readonly at: string }
  /** The upload of a scene's clip begins, for the first or another time. */
  | {
      readonly name: 'ClipBegun';
      readonly scene: number;
      readonly take: number;
      readonly tries: number;
      readonly at: string;
    }
  | { readonly name: 'ClipShown'; readonly scene: number; readonly take: number; readonly at: string };

/** A message of the line as the fold takes it: with its time. */
export type TimedLineFact = LineFact & { readonly at: string };

/** Everything that {@link shownAfter} knows. */
export type JobFact = TimedLineFact | OwnFact;
