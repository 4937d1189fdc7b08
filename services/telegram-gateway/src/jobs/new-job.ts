import type { Effect } from '../conversation/effect.js';
import { settled } from './progress.js';
import type { ShownJob } from './shown-job.js';

/** A job that the person just asked for; the given message becomes its status message. */
export function newJob(
  { request, priceUsd, mostUsd, waitSeconds, showScenes }: Extract<Effect, { kind: 'begin-job' }>,
  messageId: number | undefined,
  now: Date,
): ShownJob {
  const at = now.toISOString();
  return settled({
    version: 1,
    jobId: request.jobId,
    ...{ request, priceUsd, waitSeconds, showScenes },
    ...(mostUsd !== undefined && { mostUsd }),
    beganAt: at,
    answers: {},
    changes: {},
    takes: {},
    clips: {},
    times: {},
    delivered: [],
    chatGone: false,
    ...(messageId !== undefined && {
      status: { messageId, shown: '', shape: '', at, announced: '', deleted: 0 },
    }),
  });
}
