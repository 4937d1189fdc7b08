import type { Menu } from '../../conversation/effect.js';
import type { Screen } from '../../telegram/screen.js';
import { approvalScreen } from './approval-screen.js';
import { dollars } from '../../words/figures.js';
import { leftFilm } from '../left-film.js';
import { isAtWork, isBeingChanged, openChange, revisionOf } from '../progress.js';
import { beatsIn } from '../scene-views.js';
import { type ShownJob, spentUsd } from '../shown-job.js';
import { cancelledScreen, failedScreen, rejectedScreen, summaryScreen } from './ended-screens.js';
import { isForgotten } from '../forgotten.js';
import { forgottenScreen } from './forgotten-screen.js';
import { heading } from './heading.js';
import { heldScreen, modelsScreen } from './held-screen.js';
import { leftFilmScreen } from './left-film-screen.js';
import { progressScreen } from './progress-screen.js';
import { jobButton, type ScreenSources } from './sources.js';

/** What the status message of a job shows. */
export function statusScreen(job: ShownJob, sources: ScreenSources): Screen {
  const isOver = isForgotten(job, sources.now, sources.messageDays);
  return isOver ? screenOfOld(job, sources) : presentScreen(job, sources);
}

/** Nothing can be decided about a job that the planner forgot; a film that is made stays what it is. */
function screenOfOld(job: ShownJob, sources: ScreenSources): Screen {
  if (job.stage === 'delivered') return summaryScreen(job, sources);
  const isEnded = job.stage === 'delivering' || job.stage === 'rejected';
  return isEnded ? presentScreen(job, sources) : forgottenScreen(job, sources);
}

function presentScreen(job: ShownJob, sources: ScreenSources): Screen {
  const menu = openMenu(job);
  if (menu === 'cancel' && canBeStopped(job)) return cancelScreen(job, sources);
  if (openChange(job) && job.stage !== 'approval') return changingScreen(job, sources);
  switch (job.stage) {
    case 'planning':
    case 'rendering':
    case 'joining':
    case 'delivering':
      return progressScreen(job, sources);
    case 'approval':
      return approvalScreen(job, sources);
    case 'held':
      if (!job.held) throw new Error(`job ${job.jobId} is held by nothing`);
      return menu === 'models' ? modelsScreen(job, job.held, sources) : heldScreen(job, job.held, sources);
    case 'failed':
      return failedScreen(job, sources);
    case 'cancelled':
      return cancelledScreen(job, sources);
    case 'rejected':
      return rejectedScreen(job, sources);
    case 'delivered': {
      const left = leftFilm(job);
      return left ? leftFilmScreen(job, left, sources) : summaryScreen(job, sources);
    }
  }
}

/** Whether the job has not come to an end: it is worked at, or waits for the person. */
export function isOpen(job: Pick<ShownJob, 'stage'>): boolean {
  return isAtWork(job) || job.stage === 'approval' || job.stage === 'held';
}

/**
 * Whether there is something to call off: a film that is on its way is made and paid, and a stop beside a change would name
 * the cut before it and stop nothing.
 */
export function canBeStopped(job: ShownJob): boolean {
  return isOpen(job) && job.stage !== 'delivering' && !isBeingChanged(job);
}

/** Names the state of a job in which a menu is opened: in another one it is closed. */
export function menuKey(job: ShownJob): string {
  return isAtWork(job) ? `work.${job.cut}` : `${job.stage}.${job.cut}.${revisionOf(job)}`;
}

function openMenu(job: ShownJob): Menu {
  return job.menu?.of === menuKey(job) ? job.menu.name : 'main';
}

/** The question stands below what is going on, and that goes on. */
function cancelScreen(job: ShownJob, sources: ScreenSources): Screen {
  const { words } = sources;
  const [spent, scenes] = [spentUsd(job), beatsIn(job, 'ready').length];
  const lines = [
    words.html('job-cancel-ask'),
    spent === 0
      ? words.html('job-cancel-nothing')
      : words.html('job-cancel-paid', { spent: dollars(spent), scenes }),
    ...(job.stage === 'rendering' ? [words.html('job-cancel-making')] : []),
  ];
  const above = isAtWork(job) ? progressScreen(job, sources).html : heading(job, sources);
  return {
    html: [above, lines.join('\n')].join('\n\n'),
    rows: [
      [
        jobButton(job, words, ['job-button-stop'], 'stop', job.cut),
        jobButton(job, words, ['job-button-go-on'], 'main'),
      ],
    ],
  };
}

/** What the person wanted was said, and the planner has not answered yet. */
function changingScreen(job: ShownJob, sources: ScreenSources): Screen {
  return {
    html: [heading(job, sources), sources.words.html('job-stage-changing')].join('\n\n'),
    rows: [],
  };
}
