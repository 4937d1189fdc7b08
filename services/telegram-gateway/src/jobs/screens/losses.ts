import type { ShownJob } from '../shown-job.js';
import { dollars } from '../../words/figures.js';
import type { ScreenSources } from './sources.js';

/** What takes that gave no clip cost, in US dollars. */
export function lostUsd({ takes }: Pick<ShownJob, 'takes'>): number {
  return Object.values(takes).reduce(
    (sum, { outcome, costUsd }) => sum + (outcome === 'failed' ? costUsd : 0),
    0,
  );
}

/** That money went into takes that gave no clip; undefined when none did. */
export function lossLine(job: ShownJob, { words }: ScreenSources): string | undefined {
  const lost = lostUsd(job);
  return lost === 0 ? undefined : words.html('job-lost', { lost: dollars(lost) });
}
