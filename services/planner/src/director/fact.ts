import type {
  DataOf,
  FilmFailed,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobRejected,
  JobRequested,
  SceneFailed,
  SceneRendered,
  StoryboardApproved,
} from '@kinoline/contracts';
import type { Plan } from '../plan.js';

interface Fact<Name extends string, Data> {
  readonly name: Name;
  readonly data: Data;
}

/** Everything that may change what a job says next: messages of the line and the outcomes of the planner's own work. */
export type DirectorFact =
  | Fact<'JobRequested', { readonly request: DataOf<typeof JobRequested>; readonly takesPerScene: number }>
  /** Checked before anything was planned: the job is not taken on. */
  | Fact<'JobRefused', Omit<DataOf<typeof JobRejected>, 'jobId'>>
  | Fact<'StoryboardReady', Plan>
  /** Planning crashed for good, or the request could not even be read. */
  | Fact<'PlanningFailed', { readonly jobId: string; readonly detail: string }>
  | Fact<'StoryboardApproved', DataOf<typeof StoryboardApproved>>
  /** A StoryboardEdited that was checked and priced: the plan that follows the revision `of`. */
  | Fact<'StoryboardRevised', { readonly of: number; readonly plan: Plan }>
  | Fact<'SceneRendered', DataOf<typeof SceneRendered>>
  | Fact<'SceneFailed', DataOf<typeof SceneFailed>>
  | Fact<'FilmStitched', DataOf<typeof FilmStitched>>
  | Fact<'FilmFailed', DataOf<typeof FilmFailed>>
  | Fact<'JobDelivered', DataOf<typeof JobDelivered>>
  | Fact<'JobCancelled', DataOf<typeof JobCancelled>>;
