import type { ChangeRequested, DataOf } from '@kinoline/contracts';
import type { Effect } from '../conversation/effect.js';
import type { DeliveredFilm, ShownJob } from './shown-job.js';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** What the talk does with jobs. Everything may be repeated. */
export interface JobDesk {
  /** Records the job, says JobRequested and shows its status in the given message (or a new one). */
  begin(effect: EffectOf<'begin-job'>, panelMessageId: number | undefined): Promise<void>;
  /** Records and says a change of a job at rest. */
  change(data: DataOf<typeof ChangeRequested>, priceUsd: number): Promise<void>;
  /** A change was admitted and is not asked for after all: what was set aside for it is free again, unless somebody did. */
  withdraw(data: Pick<DataOf<typeof ChangeRequested>, 'jobId' | 'revision'>): Promise<void>;
  /** Says the approval of a storyboard. */
  approve(effect: EffectOf<'approve'>): Promise<void>;
  /** Records (`changes` of the shown job) and says the edit of a storyboard. */
  edit(effect: EffectOf<'edit'>): Promise<void>;
  /** Calls a job off. */
  cancel(effect: EffectOf<'cancel'>): Promise<void>;
  /** Draws the status message anew; `below`: as a new message at the end of the chat. */
  show(effect: EffectOf<'show-job'>): Promise<void>;
  /**
   * The person is in a chat again that nothing could be written to: their jobs there are shown again; those that are at
   * work, or wait for them, below everything else.
   */
  welcomeBack(personId: string, chatId: string): Promise<void>;
  /** A film that was left in the store stands in its chat. */
  brought(jobId: string, film: DeliveredFilm): Promise<void>;
  /** What is known of a job. */
  find(jobId: string): Promise<ShownJob | undefined>;
  /** Whether nothing that is said of a job is answered any more: it was too long ago. */
  isForgotten(job: ShownJob, now: Date): boolean;
  /** Jobs of a person that may still be asked about, newest first. */
  jobsOf(personId: string): Promise<readonly ShownJob[]>;
}

/** Injection token of the {@link JobDesk}. */
export const JOB_DESK = Symbol('JobDesk');
