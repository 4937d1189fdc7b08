import { createHash } from 'node:crypto';
import type { DataOf, JobHeld } from '@kinoline/contracts';
import type { Button, Screen } from '../../telegram/screen.js';
import { dollars, excerpt } from '../../words/figures.js';
import { beatOf, beatsIn, sceneViews } from '../scene-views.js';
import { type ShownJob, spentUsd } from '../shown-job.js';
import {
  finished,
  hasEarlierTake,
  onceMore,
  otherModels,
  restUsd,
  sceneUsd,
  stuckShots,
  wayOn,
  withEarlierTake,
  withoutScene,
} from '../changes/ways-on.js';
import { calledUpon, heading } from './heading.js';
import { refusalLine } from '../remarks/refusal-line.js';
import { lostUsd } from './losses.js';
import { centsOf, jobButton, type Label, type ScreenSources } from './sources.js';

type Held = DataOf<typeof JobHeld>;

/** A job that waits for the person because a scene could not be made: why, what there is, what can be done. */
export function heldScreen(job: ShownJob, held: Held, sources: ScreenSources): Screen {
  const refused = refusalLine(job, sources.words);
  const parts = [
    ...calledUpon(job, sources),
    heading(job, sources),
    questionText(job, held, sources),
    standText(job, sources),
    [...(refused === undefined ? [] : [refused]), sources.words.html('job-held-ask')].join('\n'),
  ];
  return { html: parts.join('\n\n'), rows: heldRows(job, held, sources) };
}

/** Which model shall make the scene instead. */
export function modelsScreen(job: ShownJob, held: Held, sources: ScreenSources): Screen {
  const { words } = sources;
  const others = otherModels(job, sources);
  const rows = others.map(({ card, sceneUsd: usd }) => [
    jobButton(
      job,
      words,
      ['model-at-price', { model: card.name, price: dollars(usd) }],
      'model',
      centsOf(usd),
      modelMark(card.id),
    ),
  ]);
  const html =
    others.length === 0
      ? words.html('job-models-none')
      : words.html('which-model', { scene: beatOf(job, held.scene) });
  return { html, rows: [...rows, [jobButton(job, words, ['back'], 'main')]] };
}

/** A model's id as a button can hold it, whatever its length. */
export function modelMark(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 6);
}

function questionText(job: ShownJob, { scene, code }: Held, { words }: ScreenSources): string {
  const text = job.plan?.storyboard.scenes.find((planned) => planned.scene === scene)?.draft ?? '';
  return [
    words.html('job-held-title', { scene: beatOf(job, scene) }),
    ...(text === '' ? [] : [words.html('quoted', { text: excerpt(text, 300) })]),
    words.html('job-why', { code }),
  ].join('\n');
}

function standText(job: ShownJob, sources: ScreenSources): string {
  const { words } = sources;
  const ready = beatsIn(job, 'ready');
  const waiting = beatsIn(job, 'waiting');
  const alone = sceneViews(job).length === 1;
  const rest = { count: waiting.length, scenes: waiting.join(', '), price: dollars(restUsd(job, sources)) };
  return [
    ...(alone ? [] : [words.html('job-held-ready', { count: ready.length, scenes: ready.join(', ') })]),
    ...(hasEarlierTake(job) ? [words.html('job-held-earlier')] : []),
    spentLine(job, sources),
    ...(waiting.length > 0 ? [words.html('job-held-rest', rest)] : []),
  ].join('\n');
}

function spentLine(job: ShownJob, { words }: ScreenSources): string {
  const [spent, lost] = [spentUsd(job), lostUsd(job)];
  if (spent === 0) return words.html('job-nothing-charged');
  if (lost === 0) return words.html('job-held-not-charged', { spent: dollars(spent) });
  return words.html('job-held-charged', { spent: dollars(spent), lost: dollars(lost) });
}

/** Nothing that the person could say about the scene would help against these. */
const notOfTheScene: ReadonlySet<Held['code']> = new Set(['provider-unauthorised', 'cancelled']);

function heldRows(job: ShownJob, held: Held, sources: ScreenSources): Screen['rows'] {
  const { words } = sources;
  const button = (label: Label, action: string, ...args: number[]): Button =>
    jobButton(job, words, label, action, ...args);
  const again = wayOn(job, onceMore(job, {}), sources);
  const reword = notOfTheScene.has(held.code)
    ? undefined
    : wayOn(job, onceMore(job, { prompt: '…' }), sources);
  const priced = (id: string, action: string, way: NonNullable<typeof again>): Button => {
    const usd = sceneUsd(job, way, sources);
    return button([id, { price: dollars(usd) }], action, centsOf(usd));
  };
  const skip = stuckShots(job).length > 0 ? withoutScene(job, sources) : undefined;
  const rows = [
    [
      ...(reword ? [priced('job-button-reword', 'reword', reword)] : []),
      ...(again ? [priced('job-button-again', 'again', again)] : []),
    ],
    [
      ...(notOfTheScene.has(held.code) ? [] : [button(['other-model'], 'models')]),
      ...(skip ? [button(['job-button-skip'], 'skip', centsOf(skip.priceUsd))] : []),
    ],
    ...asItIsRows(job, sources),
    [button(['job-button-cancel'], 'cancel')],
  ];
  return rows.filter((row) => row.length > 0);
}

/** To go on with the earlier take of the scene, and to make the film of what there is: the same when nothing else waits. */
function asItIsRows(job: ShownJob, sources: ScreenSources): Button[][] {
  const { words } = sources;
  const keep = withEarlierTake(job, sources);
  const alone = beatsIn(job, 'waiting').length === 0;
  const label = (priceUsd: number): Label =>
    alone ? ['job-button-keep'] : ['job-button-keep-and-go-on', { price: dollars(priceUsd) }];
  return [
    keep ? [jobButton(job, words, label(keep.priceUsd), 'keep', centsOf(keep.priceUsd))] : [],
    (keep && alone) || !finished(job, sources)
      ? []
      : [jobButton(job, words, ['job-button-finish'], 'finish')],
  ];
}
