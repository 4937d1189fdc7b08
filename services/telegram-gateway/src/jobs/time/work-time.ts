import { type ShownJob, timeKey } from '../shown-job.js';

type Times = Pick<
  ShownJob,
  'answers' | 'approvedRevision' | 'beganAt' | 'changes' | 'cut' | 'request' | 'times'
>;

/** When the work on a cut began, ISO 8601: as long as it waited for the person nobody worked at it. */
export function workBeganAt(job: Times, cut: number): string {
  if (cut > 1) return plannedAt(job, cut) ?? job.changes[cut - 1]?.at ?? job.beganAt;
  const approved = job.times[timeKey('approved', job.approvedRevision ?? 0)];
  return (job.request.approval ? approved : undefined) ?? job.beganAt;
}

/**
 * How long was worked, in seconds, for the film that the person gets at a moment: at its cut, and at those before of
 * which they got none. What they thought about in between does not count.
 *
 * @param until - ISO 8601
 */
export function workedSeconds(job: Times & Pick<ShownJob, 'delivered'>, until: string): number {
  const before = Math.max(0, ...job.delivered.map(({ cut }) => cut).filter((cut) => cut < job.cut));
  const cuts = Array.from({ length: job.cut - before }, (_, at) => before + 1 + at);
  return cuts.reduce((sum, cut) => {
    const ended = cut === job.cut ? until : (restedAt(job, cut) ?? workBeganAt(job, cut));
    return sum + Math.max(0, Date.parse(ended) - Date.parse(workBeganAt(job, cut))) / 1000;
  }, 0);
}

/** When the planner answered what a cut is made by; undefined when it has not yet. */
function plannedAt({ answers, times }: Times, cut: number): string | undefined {
  const taken = Object.entries(answers).filter(([, answer]) => answer.cut === cut && !answer.refused);
  const [first] = taken.map(([revision]) => Number(revision)).sort((one, other) => one - other);
  return first === undefined ? undefined : times[timeKey('planned', first)];
}

/** When a cut came to rest for the first time: one that was held may be called off much later. */
function restedAt({ times }: Times, cut: number): string | undefined {
  const ends = (['held', 'failed', 'cancelled', 'stitched'] as const).flatMap(
    (end) => times[timeKey(end, cut)] ?? [],
  );
  return ends.sort().at(0);
}
