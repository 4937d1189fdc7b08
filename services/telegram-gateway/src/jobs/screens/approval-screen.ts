import type { ModelCatalogue } from '@kinoline/contracts';
import type { Plan, ShownJob } from '../shown-job.js';
import { openChange } from '../progress.js';
import { boardButton, jobButton, type ScreenSources } from './sources.js';
import type { Standing } from '../../people/quotas.js';
import { todayLine } from '../../people/today.js';
import { inRows, type Screen } from '../../telegram/screen.js';
import { about, clock, dollars, excerpt } from '../../words/figures.js';
import type { Words } from '../../words/words.js';
import { type Beat, beatsOf, seamOf, secondsOf } from '../beats.js';
import { planRemarks } from '../remarks/plan-remarks.js';
import { refusalLine } from '../remarks/refusal-line.js';
import { modelName } from '../../catalogue/model-name.js';
import { fitted } from '../../telegram/visible-length.js';

/** Longest excerpts of the scenes' texts, in characters: the first at which the whole list fits. */
const excerptCharacters = [280, 200, 140, 100, 70, 40, 20] as const;
const buttonsInRow = 5;

/**
 * The storyboard of a job that waits for its approval, as the job's status message: its scenes, price and wait, a
 * button for each scene, to approve and to cancel. While an edit is being taken over there is nothing to press.
 *
 * @throws Error when the job has no plan
 */
export function approvalScreen(
  job: ShownJob,
  { words, catalogue, standing }: Pick<ScreenSources, 'words' | 'catalogue' | 'standing'>,
): Screen {
  const { plan } = job;
  if (!plan) throw new Error(`job ${job.jobId} waits for an approval of a storyboard it does not have`);
  const waits = isTakenOver(job, plan);
  const refused = refusalLine(job, words);
  const beats = beatsOf(plan.storyboard);
  const html = (characters: number): string =>
    [
      titleLine(plan, beats.length, words, catalogue),
      ...(job.request.startFrame ? [words.html('storyboard-start-picture')] : []),
      beats.map((beat) => beatText(beat, characters, words)).join('\n'),
      figureLines(plan, words, standing),
      ...(refused === undefined ? [] : [refused]),
      ...planRemarks(plan, words, catalogue),
      words.html(waits ? 'storyboard-taking-over' : 'storyboard-ask'),
    ].join('\n\n');
  return { html: fitted(excerptCharacters, html), rows: waits ? [] : boardRows(job, plan, beats, words) };
}

/** Whether an edit of this revision, or its approval, was said and is not answered yet. */
export function isTakenOver(job: ShownJob, { revision }: Plan): boolean {
  return openChange(job) !== undefined || job.approvedRevision === revision;
}

function titleLine(
  { estimate, settings }: Plan,
  scenes: number,
  words: Words,
  catalogue: ModelCatalogue,
): string {
  const model = modelName(settings.model, catalogue);
  return words.html('storyboard-title', { scenes, length: clock(estimate.filmSeconds), model });
}

function beatText(beat: Beat, characters: number, words: Words): string {
  return words.html('storyboard-scene', {
    beat: beat.beat,
    seconds: secondsOf(beat),
    seam: beat.beat === 1 ? 'first' : seamOf(beat),
    text: excerpt(beat.shots[0].draft, characters),
  });
}

function figureLines({ estimate }: Plan, words: Words, standing: Standing | undefined): string {
  const { costUsd, waitSeconds } = estimate;
  const today = standing && todayLine(standing, costUsd, words);
  const figures = { price: dollars(costUsd), wait: about(waitSeconds, words) };
  return [words.html('storyboard-figures', figures), ...(today === undefined ? [] : [today])].join('\n');
}

function boardRows(job: ShownJob, plan: Plan, beats: readonly Beat[], words: Words): Screen['rows'] {
  const board = { job, words };
  const scenes = beats.map(({ beat }) =>
    boardButton(board, ['storyboard-scene-button', { beat }], ['scene', beat]),
  );
  const price = dollars(plan.estimate.costUsd);
  return [
    ...inRows(scenes, buttonsInRow),
    [boardButton(board, ['storyboard-add'], ['add', beats.at(-1)?.beat ?? 1, 'list'])],
    [boardButton(board, ['storyboard-approve', { price }], ['approve'])],
    [jobButton(job, words, ['job-button-cancel'], 'cancel')],
  ];
}
