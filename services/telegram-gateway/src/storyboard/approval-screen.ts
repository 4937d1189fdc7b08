import type { ModelCatalogue } from '@kinoline/contracts';
import type { ShownJob } from '../jobs/shown-job.js';
import { pressData } from '../telegram/press-data.js';
import type { Button, Screen } from '../telegram/screen.js';
import { about, clock, dollars, excerpt } from '../words/figures.js';
import type { Words } from '../words/words.js';
import { type Beat, beatsOf, seamOf, secondsOf } from './beats.js';
import { boardWarnings } from './board-warnings.js';
import { modelName } from './model-name.js';
import { messageMaxCharacters, visibleLength } from './visible-length.js';

type Plan = NonNullable<ShownJob['plan']>;

/** Longest excerpts of the scenes' texts, in characters: the first at which the whole list fits. */
const excerptCharacters = [280, 200, 140, 100, 70, 40];
const buttonsInRow = 5;

/**
 * The storyboard of a job that waits for its approval, as the job's status message: its scenes, price and wait, a
 * button for each scene, to approve and to cancel. While an edit is being taken over there is nothing to press.
 *
 * @throws Error when the job has no plan
 */
export function approvalScreen(job: ShownJob, words: Words, catalogue: ModelCatalogue): Screen {
  const { plan } = job;
  if (!plan) throw new Error(`job ${job.jobId} waits for an approval of a storyboard it does not have`);
  const waits = isTakenOver(job, plan);
  const beats = beatsOf(plan.storyboard);
  const html = (characters: number): string =>
    [
      titleLine(plan, beats.length, words, catalogue),
      ...(job.request.startFrame ? [words.html('storyboard-start-picture')] : []),
      beats.map((beat) => beatText(beat, characters, words)).join('\n'),
      figuresLine(plan, words),
      ...boardWarnings(plan, words, catalogue),
      words.html(waits ? 'storyboard-taking-over' : 'storyboard-ask'),
    ].join('\n\n');
  return { html: fitting(html), rows: waits ? [] : boardRows(job.jobId, plan, beats, words) };
}

/** Whether an edit of this revision, or its approval, was said and is not answered yet. */
export function isTakenOver({ changes, approvedRevision }: ShownJob, { revision }: Plan): boolean {
  return changes[revision] !== undefined || approvedRevision === revision;
}

function fitting(html: (characters: number) => string): string {
  const fits = excerptCharacters.find((count) => visibleLength(html(count)) <= messageMaxCharacters);
  return html(fits ?? 0);
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

function figuresLine({ estimate }: Plan, words: Words): string {
  const wait = about(estimate.waitSeconds, words);
  return words.html('storyboard-figures', { price: dollars(estimate.costUsd), wait });
}

function boardRows(
  jobId: string,
  { revision, estimate }: Plan,
  beats: readonly Beat[],
  words: Words,
): Screen['rows'] {
  const button = (id: string, action: string, args: Record<string, string | number> = {}): Button => ({
    label: words.plain(id, args),
    data: pressData('board', action, jobId, revision),
  });
  const scenes = beats.map(({ beat }) => ({
    label: words.plain('storyboard-scene-button', { beat }),
    data: pressData('board', 'scene', jobId, revision, beat),
  }));
  return [
    ...inRows(scenes),
    [button('storyboard-add', 'add')],
    [button('storyboard-approve', 'approve', { price: dollars(estimate.costUsd) })],
    [button('storyboard-cancel', 'cancel')],
  ];
}

function inRows(buttons: readonly Button[]): Button[][] {
  const rows = Math.ceil(buttons.length / buttonsInRow);
  return Array.from({ length: rows }, (_, row) =>
    buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
}
