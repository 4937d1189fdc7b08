import type { Screen } from '../../telegram/screen.js';
import { about, clock, dollars } from '../../words/figures.js';
import { type Outlook, outlookOf } from '../time/outlook.js';
import { promisedUsd } from '../progress.js';
import { sceneViews } from '../scene-views.js';
import { type ShownJob, spentUsd } from '../shown-job.js';
import { workedSeconds } from '../time/work-time.js';
import { heading } from './heading.js';
import { planRemarks } from '../remarks/plan-remarks.js';
import { lossLine } from './losses.js';
import { sceneLines } from './scene-lines.js';
import { jobButton, type ScreenSources } from './sources.js';

/** Besides these a status message would be about its remarks. */
const mostRemarks = 4;

/** A job that is being worked at. */
export function progressScreen(job: ShownJob, sources: ScreenSources): Screen {
  const outlook = outlookOf(job, sources);
  const { words, catalogue } = sources;
  const scenes = sceneLines(job, words);
  const remarks = job.plan ? planRemarks(job.plan, words, catalogue).slice(0, mostRemarks) : [];
  const parts = [
    heading(job, sources),
    [stageLine(job, sources), barLine(outlook, sources)].join('\n'),
    ...(scenes === '' ? [] : [scenes]),
    [...figureLines(job, outlook, sources), ...remarks].join('\n'),
  ];
  // A film that is on its way is made and paid: there is nothing left to stop.
  const rows = job.stage === 'delivering' ? [] : [[jobButton(job, words, ['job-button-cancel'], 'cancel')]];
  return { html: parts.join('\n\n'), rows };
}

function stageLine(job: ShownJob, { words }: ScreenSources): string {
  if (job.stage === 'planning') return words.html('job-stage-planning');
  if (job.stage === 'joining') return words.html('job-stage-joining');
  if (job.stage === 'delivering') return words.html('job-stage-delivering');
  const views = sceneViews(job);
  const scene = views.find(({ state }) => state === 'making')?.beat ?? 1;
  return words.html('job-stage-rendering', { scene, scenes: views.length });
}

const cells = 12;

function barLine({ done }: Outlook, { words }: ScreenSources): string {
  const full = Math.round(done * cells);
  const bar = '▰'.repeat(full) + '▱'.repeat(cells - full);
  return words.html('job-bar', { bar, percent: Math.floor(done * 100) });
}

function figureLines(job: ShownJob, { leftSeconds, overdue }: Outlook, sources: ScreenSources): string[] {
  const { words, now } = sources;
  const passed = clock(workedSeconds(job, now.toISOString()));
  const spent = spentUsd(job);
  const total = dollars(promisedUsd(job));
  const lost = lossLine(job, sources);
  return [
    overdue
      ? words.html('job-time-overdue', { passed })
      : words.html('job-time', { passed, left: about(leftSeconds, words) }),
    spent === 0
      ? words.html('job-spent-nothing', { total })
      : words.html('job-spent', { spent: dollars(spent), total }),
    ...(lost === undefined ? [] : [lost]),
  ];
}
