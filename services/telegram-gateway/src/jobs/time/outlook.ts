import type { PlannedScene } from '@kinoline/contracts';
import type { Models } from '../../catalogue/models.js';
import { expectedSeconds } from './pace.js';
import type { Paces } from './paces.service.js';
import { clipTake, isLeftOut, plannedScenes, wantedScenes } from '../scope.js';
import { cardOfShot } from '../shot-card.js';
import type { Plan, ShownJob } from '../shown-job.js';

/** How far the work on a job is and how long it will still take, as far as anybody can know. */
export interface Outlook {
  /** 0 to 1; only 1 when the film is there. */
  readonly done: number;
  /** In seconds. */
  readonly leftSeconds: number;
  /** What is being done takes much longer than it usually does: no figure would be honest. */
  readonly overdue: boolean;
}

/** What the guess is made from. */
export interface OutlookSources extends Models {
  readonly paces: Paces;
}

/** Writing the scenes, joining them, bringing the film: usual times in seconds. */
const usual = { planning: 25, joining: 12, delivering: 8 };
/** From here on it is not "a little longer" any more. */
const overdueTimes = 2;

/** The outlook of a job that is being worked at. */
export function outlookOf(job: ShownJob, sources: OutlookSources): Outlook {
  const passed = Math.max(0, (sources.now.getTime() - Date.parse(job.since)) / 1000);
  const present = presentSeconds(job, sources);
  const later = laterSeconds(job, sources);
  const made = madeSeconds(job, sources);
  const share = Math.min(passed, present * 0.95);
  return {
    done: Math.min(0.99, (made + share) / Math.max(1, made + present + later)),
    leftSeconds: Math.max(present - passed, present * 0.05) + later,
    overdue: passed > Math.max(60, present * overdueTimes),
  };
}

/** How long what is being done now usually takes in all. */
function presentSeconds(job: ShownJob, sources: OutlookSources): number {
  if (job.stage === 'planning') return usual.planning;
  if (job.stage === 'rendering') return sceneSeconds(job, wantedScenes(job).slice(0, 1), sources);
  return job.stage === 'joining' ? usual.joining : usual.delivering;
}

/** How long what comes after that usually takes. */
function laterSeconds(job: ShownJob, sources: OutlookSources): number {
  const closing = usual.joining + usual.delivering;
  if (job.stage === 'planning') return job.waitSeconds + closing;
  if (job.stage === 'rendering') return sceneSeconds(job, wantedScenes(job).slice(1), sources) + closing;
  return job.stage === 'joining' ? usual.delivering : 0;
}

/** How long what is there already usually takes. */
function madeSeconds(job: ShownJob, sources: OutlookSources): number {
  const wanted = wantedScenes(job);
  const ready = plannedScenes(job).filter(
    (scene) => !isLeftOut(job, scene) && !wanted.includes(scene) && clipTake(job, scene) > 0,
  );
  const joined = job.stage === 'delivering' ? usual.joining : 0;
  return (job.plan ? usual.planning : 0) + sceneSeconds(job, ready, sources) + joined;
}

function sceneSeconds(job: ShownJob, scenes: readonly number[], sources: OutlookSources): number {
  const { plan } = job;
  if (!plan) return 0;
  const shots = plan.storyboard.scenes.filter(({ scene }) => scenes.includes(scene));
  return shots.reduce((sum, shot) => sum + shotSeconds(plan, shot, sources), 0);
}

/** Model of a shot that no card describes any more: a guess. */
const unknownSeconds = 90;

function shotSeconds(plan: Plan, shot: PlannedScene, { paces, ...models }: OutlookSources): number {
  const card = cardOfShot(shot, plan, models);
  return card ? expectedSeconds(card, paces.get(card.id), shot.seconds) : unknownSeconds;
}
