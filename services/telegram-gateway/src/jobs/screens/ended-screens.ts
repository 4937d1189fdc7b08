import { sameTextButton } from '../../conversation/doors.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { clock, dollars } from '../../words/figures.js';
import type { Words } from '../../words/words.js';
import { beatsIn } from '../scene-views.js';
import { scenesWithClip, scenesWithoutClip } from '../scope.js';
import { underWayUsd } from '../promise.js';
import { type ShownJob, spentUsd, timeKey } from '../shown-job.js';
import { finished, type WayOn, wayOn } from '../changes/ways-on.js';
import { workedSeconds } from '../time/work-time.js';
import { calledUpon, heading, titleOf } from './heading.js';
import { refusalLine } from '../remarks/refusal-line.js';
import { lossLine, lostUsd } from './losses.js';
import { centsOf, jobButton, type ScreenSources } from './sources.js';

/** A job of which no film came: why, what was charged, how it can go on. */
export function failedScreen(job: ShownJob, sources: ScreenSources): Screen {
  const { words } = sources;
  const code = job.failed?.code ?? 'planning-failed';
  const why = [
    words.html('job-failed-title'),
    words.html('job-failed-why', { code }),
    ...causeLines(job, sources),
  ];
  const parts = [
    ...calledUpon(job, sources),
    heading(job, sources),
    why.join('\n'),
    [failedCost(job, sources), ...standLines(job, sources)].join('\n'),
  ];
  return { html: parts.join('\n\n'), rows: goOnRows(job, sources) };
}

/** A job that was called off: what it cost until then, and that it can go on. */
export function cancelledScreen(job: ShownJob, sources: ScreenSources): Screen {
  const { words } = sources;
  const byOperator = job.cancelled?.by === 'operator';
  const parts = [
    heading(job, sources),
    words.html(byOperator ? 'job-cancelled-by-operator' : 'job-cancelled-title'),
    [...cancelledCost(job, sources), ...standLines(job, sources)].join('\n'),
  ];
  return { html: parts.join('\n\n'), rows: goOnRows(job, sources) };
}

/** A job that was not taken on: why, and what to change. */
export function rejectedScreen(job: ShownJob, sources: ScreenSources): Screen {
  const { words } = sources;
  const code = job.rejected?.code ?? 'bad-request';
  const parts = [
    heading(job, sources),
    [
      words.html('job-rejected-title'),
      words.html('job-rejected-why', { code }),
      words.html('job-nothing-charged'),
    ].join('\n'),
  ];
  return { html: parts.join('\n\n'), rows: [] };
}

/** A job whose film is in the chat: a few figures; what can be done with the film stands under it. */
export function summaryScreen(job: ShownJob, sources: ScreenSources): Screen {
  const { words } = sources;
  const title = words.html('job-done', { title: titleOf(job) });
  const refused = refusalLine(job, words);
  if (refused !== undefined) return { html: [title, refused].join('\n'), rows: [] };
  const stitched = job.times[timeKey('stitched', job.cut)] ?? job.since;
  const lost = lossLine(job, sources);
  const facts = words.html('job-done-facts', {
    length: clock(job.film?.facts.seconds ?? job.plan?.estimate.filmSeconds ?? 0),
    took: clock(workedSeconds(job, stitched)),
    cost: dollars(spentUsd(job)),
  });
  return { html: [title, facts, ...(lost === undefined ? [] : [lost])].join('\n'), rows: [] };
}

/** Of a job in which every scene failed: why the last one did. */
function causeLines(job: ShownJob, { words }: ScreenSources): readonly string[] {
  if (job.failed?.code !== 'no-scene-rendered') return [];
  const losses = Object.values(job.takes).flatMap((take) => (take.outcome === 'failed' ? [take] : []));
  const last = losses.sort((one, other) => one.at.localeCompare(other.at)).at(-1);
  return last ? [words.html('job-why', { code: last.code })] : [];
}

function failedCost(job: ShownJob, { words }: ScreenSources): string {
  const [spent, lost] = [spentUsd(job), lostUsd(job)];
  if (lost > 0) return words.html('job-failed-lost', { spent: dollars(spent), lost: dollars(lost) });
  return words.html('job-failed-cost', { charged: spent > 0 ? 'yes' : 'no', spent: dollars(spent) });
}

/** The scene that was being shot belongs to what was charged only once its end is known. */
function cancelledCost(job: ShownJob, sources: ScreenSources): string[] {
  const { words } = sources;
  const [spent, underWay] = [spentUsd(job), underWayUsd(job, sources)];
  const charged = spent > 0 ? 'yes' : underWay > 0 ? 'not-yet' : 'no';
  return [
    words.html('job-cancelled-cost', { charged, spent: dollars(spent) }),
    ...(underWay > 0 ? [words.html('job-cancelled-making', { price: dollars(underWay) })] : []),
  ];
}

/** What is there and what is missing. */
function standLines(job: ShownJob, sources: ScreenSources): string[] {
  const { words } = sources;
  const ready = beatsIn(job, 'ready');
  const missing = [...beatsIn(job, 'waiting'), ...beatsIn(job, 'failed')].sort((a, b) => a - b);
  const price = dollars(wayOn(job, { kind: 'resume' }, sources)?.priceUsd ?? 0);
  const refused = refusalLine(job, words);
  return [
    ...(ready.length > 0
      ? [words.html('job-rest-ready', { count: ready.length, scenes: ready.join(', ') })]
      : []),
    ...(missing.length > 0
      ? [words.html('job-rest-missing', { count: missing.length, scenes: missing.join(', '), price })]
      : []),
    ...(refused === undefined ? [] : [refused]),
  ];
}

/** How a job that broke off can go on. */
function goOnRows(job: ShownJob, sources: ScreenSources): Screen['rows'] {
  const { words } = sources;
  const resume = wayOn(job, { kind: 'resume' }, sources);
  const some = scenesWithClip(job).length > 0 && scenesWithoutClip(job).length > 0;
  const rows: Button[][] = [
    resume ? [resumeButton(job, resume, words)] : [],
    some && finished(job, sources) ? [jobButton(job, words, ['job-button-finish'], 'finish')] : [],
    [sameTextButton(job.jobId, words)],
  ];
  return rows.filter((row) => row.length > 0);
}

function resumeButton(job: ShownJob, { priceUsd }: WayOn, words: Words): Button {
  const cents = centsOf(priceUsd);
  if (priceUsd === 0) return jobButton(job, words, ['job-button-resume-free'], 'resume', cents);
  const id = scenesWithClip(job).length > 0 ? 'job-button-resume' : 'job-button-again';
  return jobButton(job, words, [id, { price: dollars(priceUsd) }], 'resume', cents);
}
