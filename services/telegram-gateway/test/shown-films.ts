import type { DataOf, JobRequested } from '@kinoline/contracts';
import type { JobFact } from '../src/jobs/fact.js';
import { newJob } from '../src/jobs/new-job.js';
import { shownAfter } from '../src/jobs/shown-after.js';
import type { ShownJob } from '../src/jobs/shown-job.js';
import { filmStitched, jobRequested, newJobId, sceneRendered, scenesPlanned } from './films.js';

/** When everything in these jobs happened. */
export const at = '2026-11-22T11:00:00.000Z';

/** A job of a chat to which something happened. */
export function shownJob(
  facts: readonly JobFact[] = [],
  request: DataOf<typeof JobRequested> = jobRequested(newJobId(), 'telegram'),
): ShownJob {
  const begun = newJob(
    { kind: 'begin-job', request, priceUsd: 1.8, waitSeconds: 150, showScenes: false },
    7,
    new Date(at),
  );
  return facts.reduce(shownAfter, begun);
}

/** What happened to a job until its film of three scenes was made. */
export function filmed(
  jobId: string,
  about: { readonly plan?: ReturnType<typeof scenesPlanned> } = {},
): JobFact[] {
  const { plan = scenesPlanned(jobId) } = about;
  const takes = plan.storyboard.scenes.map(({ scene }): JobFact => ({
    name: 'SceneRendered',
    data: sceneRendered(jobId, scene),
    at,
  }));
  const scenes = plan.storyboard.scenes.map(({ scene }) => ({ scene, startsAt: 4 * (scene - 1) }));
  const film = filmStitched(jobId, 1, { scenes });
  return [
    { name: 'ScenesPlanned', data: plan, at },
    ...takes,
    { name: 'FilmStitched', data: film, at: '2026-11-22T11:06:12.000Z' },
  ];
}

/** That a cut reached its chat. */
export function brought(cut = 1): JobFact {
  return {
    name: 'FilmBrought',
    film: { cut, by: 'video', messageId: 100 + cut, fileId: `file-${cut}` },
    at: '2026-11-22T11:06:30.000Z',
  };
}

/** That the first cut could not be brought to its chat. */
export const leftInStore: JobFact = {
  name: 'FilmBrought',
  film: { cut: 1, by: 'store' },
  at: '2026-11-22T12:06:30.000Z',
};

/** A job whose film stands in the chat. */
export function deliveredJob(
  about: Parameters<typeof filmed>[1] = {},
  request = jobRequested(newJobId(), 'telegram'),
): ShownJob {
  return shownJob([...filmed(request.jobId, about), brought()], request);
}
