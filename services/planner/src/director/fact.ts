import type {
  Change,
  ChangeRequested,
  DataOf,
  FilmFailed,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobRejected,
  JobRequested,
  RefusalReason,
  SceneFailed,
  SceneRendered,
  StoryboardApproved,
} from '@kinoline/contracts';
import type { Plan } from '../plan.js';
import type { TakeIdentity } from './state.js';

/** What an edit or change says of the budgets; what is missing stays as it was. */
export type Budgets = Pick<DataOf<typeof ChangeRequested>, 'budgetUsd' | 'personDayBudgetUsd'>;

/** A change of a resting job, checked and priced. */
export interface JobChange {
  readonly of: number;
  readonly change: Change;
  /** With the change's prompts, models and new scenes, and the price of what it makes. */
  readonly plan: Plan;
  readonly budgets: Budgets;
  /** Of the takes under way those that were really requested: their outcomes still come. */
  readonly requested: readonly TakeIdentity[];
}

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
  | Fact<'PlanningFailed', { readonly jobId: string; readonly cut: number; readonly detail: string }>
  /** A job that has no plan is planned once more because the person wants it; `of`: see `revisionOf`. */
  | Fact<'PlanningResumed', { readonly of: number; readonly budgets: Budgets }>
  | Fact<'StoryboardApproved', DataOf<typeof StoryboardApproved>>
  /** A StoryboardEdited that was checked and priced: the plan that follows the revision `of`. */
  | Fact<'StoryboardRevised', { readonly of: number; readonly plan: Plan; readonly budgets: Budgets }>
  /** A ChangeRequested that can be taken over: the plan that follows the revision `of`. */
  | Fact<'JobChanged', JobChange>
  /** A ChangeRequested that cannot be taken over; `detail`: why, in English. */
  | Fact<'ChangeRefused', { readonly of: number; readonly detail: string; readonly reason?: RefusalReason }>
  | Fact<'SceneRendered', DataOf<typeof SceneRendered>>
  | Fact<'SceneFailed', DataOf<typeof SceneFailed>>
  | Fact<'FilmStitched', DataOf<typeof FilmStitched>>
  | Fact<'FilmFailed', DataOf<typeof FilmFailed>>
  | Fact<'JobDelivered', DataOf<typeof JobDelivered>>
  | Fact<'JobCancelled', DataOf<typeof JobCancelled>>;
