import {
  type Adaptation,
  type DataOf,
  type FilmStitched,
  type SceneRendered,
  type ScenesPlanned,
  type Warning,
} from '@kinoline/contracts';
import { endOf, holdOf, workSeconds } from '../history/cuts.js';
import { all, type Fact, last } from '../history/fact.js';
import { costOf } from '../history/money.js';
import { providerSecondsOf } from '../history/provider-time.js';

/** One join of the film. */
export interface SeamSummary {
  /** The scene before the join. */
  readonly after: number;
  /** The scene after the join. */
  readonly scene: number;
  readonly kind: 'continuous' | 'cut';
  /** Structural similarity of the touching frames, 1: the same picture; null when it was not measured. */
  readonly ssim: number | null;
  /** Colour distance (CIE76 delta E); null when it was not measured. */
  readonly colourDistance: number | null;
}

/** How a film turned out, as `--json` prints it and the summary file keeps it. */
export interface FilmSummary {
  readonly jobId: string | null;
  /** `held`: it waits for the person; `open`: it has not ended yet. */
  readonly status: 'delivered' | 'failed' | 'rejected' | 'cancelled' | 'held' | 'open';
  /** Why there is no film, in one line; null when there is one. */
  readonly reason: string | null;
  /** Absolute path of the film; null when there is none. */
  readonly film: string | null;
  readonly contactSheet: string | null;
  /** Length, in seconds; 0 without a film. */
  readonly seconds: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Number of scenes that are in the film; a scene is what one prediction renders. */
  readonly scenes: number;
  /** Number of scenes as the person counts them: one that is longer than a clip of the model is made of several. */
  readonly beats: number;
  readonly costUsd: number;
  readonly seams: readonly SeamSummary[];
  /** From the request to the end, in seconds; when the job went on afterwards, the time at work in each cut added up. */
  readonly wallSeconds: number;
  /** The part of it spent waiting for the provider. */
  readonly providerSeconds: number;
  /** The rest: what the line itself took. */
  readonly overheadSeconds: number;
  readonly warnings: readonly Warning[];
  readonly adaptations: readonly Adaptation[];
}

type Film = DataOf<typeof FilmStitched>;
type Rendered = DataOf<typeof SceneRendered>;

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The takes that are in the film, in its order. */
function takesIn(facts: readonly Fact[], film: Film): Rendered[] {
  const cut = all(facts, 'FilmRequested').find(({ data }) => data.cut === film.cut);
  const inFilm = new Set(film.scenes.map(({ scene }) => scene));
  return (cut?.data.clips ?? [])
    .filter(({ scene }) => inFilm.has(scene))
    .flatMap(({ scene, take }) => {
      const rendered = all(facts, 'SceneRendered').find(
        ({ data }) => data.scene === scene && data.take === take,
      );
      return rendered === undefined ? [] : [rendered.data];
    });
}

function seamsOf(takes: readonly Rendered[]): SeamSummary[] {
  return takes.slice(1).map(({ scene, seam }, index) => ({
    after: takes[index]?.scene ?? scene - 1,
    scene,
    kind: seam.kind,
    ssim: seam.measure?.ssim ?? null,
    colourDistance: seam.measure?.colourDistance ?? null,
  }));
}

/** @param given - why there is no film: nobody waits for one any more */
function statusOf(facts: readonly Fact[], given: string | undefined): FilmSummary['status'] {
  switch (endOf(facts)?.name) {
    case 'JobDelivered':
      return 'delivered';
    case 'JobRejected':
      return 'rejected';
    case 'JobCancelled':
      return 'cancelled';
    case 'JobFailed':
      return 'failed';
    case undefined:
      if (given !== undefined) return 'failed';
      return holdOf(facts) === undefined ? 'open' : 'held';
  }
}

function beatsIn(plan: DataOf<typeof ScenesPlanned> | undefined, film: Film | undefined): number {
  const inFilm = new Set(film?.scenes.map(({ scene }) => scene));
  const shown = plan?.storyboard.scenes.filter(({ scene }) => inFilm.has(scene)) ?? [];
  return new Set(shown.map(({ beat }) => beat)).size;
}

/** What is known of a job that made no film. */
function losses(facts: readonly Fact[]): readonly Warning[] {
  const end = endOf(facts);
  return end?.name === 'JobFailed' ? end.data.warnings : [];
}

/**
 * Sums a job up from its messages: how its newest cut went, and the film that was delivered last.
 *
 * @param facts - the whole history, in the order said
 * @param about - where the files are, and why there are none
 */
export function summarise(
  facts: readonly Fact[],
  about: {
    readonly jobId: string;
    readonly reason?: string;
    readonly files?: { readonly film: string; readonly contactSheet: string };
  },
): FilmSummary {
  const delivered = last(facts, 'JobDelivered');
  const film =
    delivered && all(facts, 'FilmStitched').find(({ data }) => data.cut === delivered.data.cut)?.data;
  const takes = film === undefined ? [] : takesIn(facts, film);
  const plan = last(facts, 'ScenesPlanned')?.data;
  const [wall, provider] = [workSeconds(facts), providerSecondsOf(facts)];
  return {
    jobId: about.jobId,
    status: statusOf(facts, about.reason),
    reason: about.reason ?? null,
    film: about.files?.film ?? null,
    contactSheet: about.files?.contactSheet ?? null,
    seconds: film?.facts.seconds ?? 0,
    width: film?.facts.width ?? null,
    height: film?.facts.height ?? null,
    scenes: film?.scenes.length ?? 0,
    beats: beatsIn(plan, film),
    costUsd: costOf(facts),
    seams: seamsOf(takes),
    wallSeconds: round(wall),
    providerSeconds: round(provider),
    overheadSeconds: round(Math.max(0, wall - provider)),
    warnings: distinct([...(plan?.warnings ?? []), ...(film?.warnings ?? []), ...losses(facts)]),
    adaptations: distinct([
      ...(plan?.adaptations ?? []),
      ...takes.flatMap(({ adaptations }) => adaptations),
      ...(film?.adaptations ?? []),
    ]),
  };
}

/** The summary of a command that ended before there was a job. */
export function summaryWithoutJob(status: 'failed' | 'rejected' | 'cancelled', reason: string): FilmSummary {
  return { ...summarise([], { jobId: '', reason }), jobId: null, status };
}
