import type { Words } from '../../words/words.js';
import type { ShownJob } from '../shown-job.js';

/** Why the planner did not take over what the person wanted last, in a line of HTML; undefined when it did. */
export function refusalLine({ plan }: Pick<ShownJob, 'plan'>, words: Words): string | undefined {
  const refusal = plan?.warnings.find(({ code }) => code === 'edit-refused');
  return refusal && words.html('remark-refused', { reason: refusal.reason ?? 'another' });
}
