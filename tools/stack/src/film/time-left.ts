import type { FilmProgress, SceneProgress } from './progress.js';

/** How long joining by copy and delivering usually take, in seconds. */
const copyingSeconds = 5;

/** How long a second of film takes to encode on a small machine, in seconds. */
const encodingPace = { '720p': 0.5, '1080p': 1, '4k': 5 } as const;

function joiningSeconds({ encodedAs, estimate }: FilmProgress): number {
  if (encodedAs === undefined) return copyingSeconds;
  return copyingSeconds + (estimate?.filmSeconds ?? 0) * encodingPace[encodedAs];
}

const settled = ({ state }: SceneProgress): boolean => state === 'done' || state === 'failed';

const secondsBetween = (from: Date | undefined, to: Date | undefined): number =>
  from === undefined || to === undefined ? 0 : (to.getTime() - from.getTime()) / 1000;

/**
 * How long each second of a clip takes: measured on this job's finished scenes, else as the plan expects; undefined
 * while there is no plan.
 */
function pace({ scenes, estimate }: FilmProgress): number | undefined {
  const finished = scenes.filter(({ state }) => state === 'done');
  const lengths = (of: readonly SceneProgress[]): number => of.reduce((sum, { seconds }) => sum + seconds, 0);
  if (finished.length > 0) {
    const took = finished.reduce((sum, scene) => sum + secondsBetween(scene.askedAt, scene.settledAt), 0);
    return took / lengths(finished);
  }
  return estimate === undefined || scenes.length === 0 ? undefined : estimate.waitSeconds / lengths(scenes);
}

/**
 * About how many seconds are left until the film is there; undefined when nobody can tell yet. Scenes come one
 * after the other; one that takes longer than expected counts as nearly done.
 */
export function secondsLeft(progress: FilmProgress, now: Date): number | undefined {
  switch (progress.phase) {
    case 'waiting':
    case 'planning':
      return undefined;
    case 'joining':
      return Math.max(1, Math.round(joiningSeconds(progress) - secondsBetween(progress.joiningAt, now)));
    case 'delivering':
      return 1;
    case 'ended':
      return 0;
    case 'rendering':
      return renderingLeft(progress, now);
  }
}

function renderingLeft(progress: FilmProgress, now: Date): number | undefined {
  const perSecond = pace(progress);
  if (perSecond === undefined) return undefined;
  const open = progress.scenes.filter((scene) => !settled(scene));
  const left = open.map(({ seconds, askedAt }) =>
    Math.max(0, seconds * perSecond - (askedAt === undefined ? 0 : secondsBetween(askedAt, now))),
  );
  return Math.round(left.reduce((sum, each) => sum + each, joiningSeconds(progress)));
}
