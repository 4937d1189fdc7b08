import {
  type AnyMessage,
  type DataOf,
  FilmRequested,
  JobFailed,
  JobRejected,
  SceneRequested,
  ScenesPlanned,
} from '@kinoline/contracts';
import { joinOf } from './join.js';
import { lossWarnings } from './losses.js';
import { allSettled, renderedTakes, type SceneStatus, sceneStatuses } from './scene-status.js';
import type { JobEnd, JobState } from './state.js';

interface SaidOf<Message extends AnyMessage> {
  readonly message: Message;
  readonly data: DataOf<Message>;
}

/** A message that the director wants in the stream. */
export type Said =
  | SaidOf<typeof JobRejected>
  | SaidOf<typeof ScenesPlanned>
  | SaidOf<typeof SceneRequested>
  | SaidOf<typeof FilmRequested>
  | SaidOf<typeof JobFailed>;

/**
 * The messages that must be in the stream for the job to go on: its frontier, in the order to say them. The same
 * subject always has the same content, and saying one again is harmless, so the answer may be published after every
 * fact, by any replica.
 */
export function decide(state: JobState): readonly Said[] {
  if (state.end) return lastWords(state, state.end);
  if (!state.plan) return [];
  if (!state.approved) return [scenesPlanned(state, state.plan)];
  const statuses = sceneStatuses(state);
  if (allSettled(statuses)) return state.stitched === undefined ? [filmRequested(state, statuses)] : [];
  return [
    ...(state.takes.length === 0 ? [scenesPlanned(state, state.plan)] : []),
    ...sceneRequested(state, statuses),
  ];
}

function lastWords({ jobId }: JobState, end: JobEnd): Said[] {
  switch (end.kind) {
    case 'rejected':
      return [{ message: JobRejected, data: { jobId, code: end.code, detail: end.detail } }];
    case 'failed': {
      const { code, detail, costUsd, warnings } = end;
      return [{ message: JobFailed, data: { jobId, code, detail, costUsd, warnings } }];
    }
    case 'delivered':
    case 'cancelled':
      return [];
  }
}

function scenesPlanned({ jobId }: JobState, plan: NonNullable<JobState['plan']>): Said {
  return { message: ScenesPlanned, data: { jobId, ...plan } };
}

function sceneRequested(state: JobState, statuses: readonly SceneStatus[]): Said[] {
  const { jobId, request, plan } = state;
  const at = statuses.findIndex(({ kind }) => kind === 'wanted');
  const status = statuses[at];
  const planned = plan?.storyboard.scenes[at];
  if (!request || !plan || !planned || status?.kind !== 'wanted') return [];
  const { requester, budgetUsd, fresh } = request;
  const { seam, ...frames } = joinOf(state, statuses, planned);
  const data = {
    jobId,
    scene: planned.scene,
    take: status.take,
    revision: plan.revision,
    requester,
    settings: plan.settings,
    planned: { ...planned, seam },
    ...frames,
    ...(budgetUsd !== undefined && { budgetUsd }),
    fresh,
  };
  return [{ message: SceneRequested, data }];
}

function filmRequested(state: JobState, statuses: readonly SceneStatus[]): Said {
  const { jobId, plan } = state;
  if (!plan) throw new Error('a film without a plan');
  const { aspect, quality, audio } = plan.settings;
  const clips = renderedTakes(statuses).map(({ scene, take, clip }) => {
    const planned = plan.storyboard.scenes[scene - 1];
    if (!planned) throw new Error(`a clip of scene ${scene}, which is not in the plan`);
    return { scene, take, clip, seam: joinOf(state, statuses, planned).seam };
  });
  const warnings = lossWarnings(state);
  return { message: FilmRequested, data: { jobId, cut: 1, clips, aspect, quality, audio, warnings } };
}
