import { announcementOf } from './announcement.js';
import type { ShownJob } from '../shown-job.js';

/** What a status message shows, as hashes: see StatusMessage. */
export interface Drawn {
  readonly shown: string;
  readonly shape: string;
}

/** What is known when the next step is decided. */
export interface StepFacts {
  /** What the message should show. */
  readonly wanted: Drawn;
  /** What this replica drew last, as far as it knows: a slower one may have noted something else meanwhile. */
  readonly mine: Drawn | undefined;
  /** The person wants it below everything else. */
  readonly below: boolean;
  readonly now: Date;
  /** How often the time that passes is worth an edit, in milliseconds. */
  readonly everyMs: number;
}

/** A replica that began to write a message and does not come back is not waited for longer, in milliseconds. */
const writingMs = 60_000;
/** A person who deletes the message more often does not want it; what they are asked is written all the same. */
const forgivenDeletions = 1;
/** Rounds of two replicas, or a late timer, come a little early. */
const nearly = 0.8;

/** What must be done so that the status message of a job shows what it should. */
export function nextStep(job: ShownJob, facts: StepFacts): 'nothing' | 'edit' | 'write' {
  const { status } = job;
  const { wanted, now } = facts;
  if (!status) return 'write';
  if (status.writing && now.getTime() - Date.parse(status.writing.at) < writingMs) return 'nothing';
  if (announcementOf(job).anew || facts.below) return 'write';
  if (status.messageId === undefined) return status.deleted > forgivenDeletions ? 'nothing' : 'write';
  const drawn = facts.mine ?? status;
  if (drawn.shape !== wanted.shape) return 'edit';
  const due = now.getTime() - Date.parse(status.at) >= facts.everyMs * nearly;
  return due && drawn.shown !== wanted.shown ? 'edit' : 'nothing';
}
