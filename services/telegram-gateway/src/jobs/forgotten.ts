import { stateKeptDays } from '@kinoline/messaging';
import type { ShownJob } from './shown-job.js';

const dayMs = 24 * 60 * 60 * 1000;
/** What the planner heard last may have changed nothing that it keeps, and a wish takes its time to reach it; in days. */
const marginDays = 1;

/**
 * Whether the planner may have forgotten a job by now: nothing that is said of it is answered any more. What the chat knows
 * lives longer, since every drawing renews it.
 *
 * @param messageDays - how long the line keeps messages, in days, as it was provisioned
 */
export function isForgotten(job: ShownJob, now: Date, messageDays: number): boolean {
  const keptDays = stateKeptDays({ retentionDays: messageDays }) - marginDays;
  return now.getTime() - lastSaidAt(job) >= keptDays * dayMs;
}

/** When the line heard of the job last, in milliseconds: whatever was said, the planner wrote its state then. */
function lastSaidAt({ beganAt, times, takes, changes }: ShownJob): number {
  const said = [...Object.values(takes), ...Object.values(changes)].map(({ at }) => at);
  return Math.max(...[beganAt, ...Object.values(times), ...said].map((at) => Date.parse(at)));
}
