import {
  type AnyMessage,
  type DataOf,
  FilmRequested,
  JobFailed,
  JobHeld,
  JobRejected,
  type PlannedScene,
  SceneRequested,
  ScenesPlanned,
} from '@kinoline/contracts';
import { omit } from 'es-toolkit/object';
import { joinOf } from './join.js';
import { lossWarnings } from './losses.js';
import { toldScope } from './scope.js';
import { allSettled, clipOf, renderedTakes, type SceneStatus, sceneStatuses } from './scene-status.js';
import type { JobRest, JobState } from './state.js';

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
  | SaidOf<typeof JobHeld>
  | SaidOf<typeof JobFailed>;

type Plan = NonNullable<JobState['plan']>;

/**
 * The messages that must be in the stream for the job to go on: its frontier, in the order to say them. The same
 * subject always has the same content, and saying one again is harmless, so the answer may be published after every
 * fact, by any replica.
 */
export function decide(state: JobState): readonly Said[] {
  const { plan } = state;
  if (state.rest) return [...lastWords(state, state.rest), ...(plan ? answer(state, plan) : [])];
  if (!plan) return [];
  if (!state.approved) return [scenesPlanned(state, plan)];
  const told = state.takes.length === 0 ? [scenesPlanned(state, plan)] : answer(state, plan);
  const statuses = sceneStatuses(state);
  if (!allSettled(statuses)) return [...told, ...sceneRequested(state, plan, statuses)];
  return state.stitched ? told : [...told, filmRequested(state, plan, statuses)];
}

function lastWords({ jobId, cut }: JobState, rest: JobRest): Said[] {
  switch (rest.kind) {
    case 'rejected':
      return [{ message: JobRejected, data: { jobId, code: rest.code, detail: rest.detail } }];
    case 'failed':
      return [{ message: JobFailed, data: { jobId, cut, ...omit(rest, ['kind']) } }];
    case 'held':
      return [{ message: JobHeld, data: { jobId, cut, ...omit(rest, ['kind']) } }];
    case 'delivered':
    case 'cancelled':
      return [];
  }
}

/** Every edit and change is answered by the plan that follows it, whatever happens to the replica that took it over. */
function answer(state: JobState, plan: Plan): Said[] {
  return plan.revision > 1 ? [scenesPlanned(state, plan)] : [];
}

function scenesPlanned(state: JobState, plan: Plan): Said {
  const { jobId, cut } = state;
  const scope = toldScope(state);
  return { message: ScenesPlanned, data: { jobId, cut, ...(scope && { scope }), ...plan } };
}

function sceneRequested(state: JobState, plan: Plan, statuses: readonly SceneStatus[]): Said[] {
  const at = statuses.findIndex(({ kind }) => kind === 'wanted');
  const status = statuses[at];
  const planned = plan.storyboard.scenes[at];
  if (!planned || status?.kind !== 'wanted' || isUnderWay(state, planned)) return [];
  const { seam, ...frames } = joinOf(state, statuses, planned);
  const data = {
    ...takeTerms(state, plan, planned),
    take: status.take,
    planned: { ...planned, seam },
    ...frames,
  };
  return [{ message: SceneRequested, data }];
}

/** What a request says besides the take's own join. */
function takeTerms(state: JobState, { revision, settings }: Plan, { scene }: PlannedScene) {
  const { jobId, cut, request, budgetUsd, personDayBudgetUsd } = state;
  if (!request) throw new Error('a scene of a job without a request');
  return {
    ...{ jobId, scene, revision, cut, settings },
    requester: request.requester,
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(personDayBudgetUsd !== undefined && { personDayBudgetUsd }),
    // Whoever has a clip and wants another take does not want the same file again.
    fresh: request.fresh || clipOf(state, scene) !== undefined,
  };
}

/** Requested for an earlier cut: its outcome is waited for, and nothing of that cut is said any more. */
function isUnderWay({ inFlight }: JobState, planned: PlannedScene): boolean {
  return inFlight.some(({ scene }) => scene === planned.scene);
}

function filmRequested(state: JobState, plan: Plan, statuses: readonly SceneStatus[]): Said {
  const { jobId, cut, request } = state;
  const { aspect, quality, audio } = plan.settings;
  const clips = renderedTakes(statuses).map(({ scene, take, clip }) => {
    const planned = plan.storyboard.scenes[scene - 1];
    if (!planned) throw new Error(`a clip of scene ${scene}, which is not in the plan`);
    return { scene, take, clip, seam: joinOf(state, statuses, planned).seam };
  });
  const data = {
    ...{ jobId, cut, clips, aspect, quality, audio },
    ...(request?.deliveryMaxBytes !== undefined && { maxBytes: request.deliveryMaxBytes }),
    warnings: lossWarnings(state),
  };
  return { message: FilmRequested, data };
}
