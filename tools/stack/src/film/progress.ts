import type { Adaptation, DataOf, JobFailed, Quality, SceneFailed } from '@kinoline/contracts';
import type { Fact, JobEnd } from '../history/fact.js';

/** What is being done to one scene. */
export type SceneState = 'waiting' | 'rendering' | 'checking' | 'done' | 'failed';

/** Where one scene stands. */
export interface SceneProgress {
  readonly scene: number;
  /** Length asked of the model, in seconds. */
  readonly seconds: number;
  readonly prompt: string;
  readonly state: SceneState;
  readonly take: number;
  /** When its first take was asked for. */
  readonly askedAt?: Date;
  /** When its last take was settled. */
  readonly settledAt?: Date;
  /** What its takes cost so far, in US dollars. */
  readonly costUsd: number;
  /** Similarity to the frame before it, when measured. */
  readonly ssim?: number;
  readonly failure?: DataOf<typeof SceneFailed>['code'];
}

/** Where a job stands, told by its messages alone. */
export interface FilmProgress {
  readonly phase: 'waiting' | 'planning' | 'rendering' | 'joining' | 'delivering' | 'ended';
  readonly askedAt?: Date;
  readonly scenes: readonly SceneProgress[];
  readonly estimate?: {
    readonly costUsd: number;
    readonly filmSeconds: number;
    readonly waitSeconds: number;
  };
  /** The size of a film whose pictures are encoded anew when the scenes are joined; absent when they are copied. */
  readonly encodedAs?: Quality;
  /** When the joining was asked for. */
  readonly joiningAt?: Date;
  readonly end?: JobEnd;
  readonly failure?: DataOf<typeof JobFailed>;
}

/** Before anything was said. */
export const noProgress: FilmProgress = { phase: 'waiting', scenes: [] };

function change(
  progress: FilmProgress,
  scene: number,
  changed: (before: SceneProgress) => Partial<SceneProgress>,
): FilmProgress {
  return {
    ...progress,
    scenes: progress.scenes.map((each) => (each.scene === scene ? { ...each, ...changed(each) } : each)),
  };
}

/** What can only be done by encoding the pictures anew. */
const encoding: ReadonlySet<Adaptation['kind']> = new Set(['cropped', 'upscaled', 'downscaled']);

function planned(progress: FilmProgress, { data }: Extract<Fact, { name: 'ScenesPlanned' }>): FilmProgress {
  return {
    ...progress,
    phase: 'rendering',
    estimate: data.estimate,
    ...(data.adaptations.some(({ kind }) => encoding.has(kind)) ? { encodedAs: data.settings.quality } : {}),
    scenes: data.storyboard.scenes.map(({ scene, seconds, draft }) => ({
      scene,
      seconds,
      prompt: draft,
      state: 'waiting',
      take: 0,
      costUsd: 0,
    })),
  };
}

function rendered(
  progress: FilmProgress,
  { at, data }: Extract<Fact, { name: 'SceneRendered' }>,
): FilmProgress {
  const { ssim } = data.seam.measure ?? {};
  return change(progress, data.scene, () => ({
    state: 'done',
    settledAt: at,
    ...(ssim === undefined ? {} : { ssim }),
  }));
}

function failed(progress: FilmProgress, { at, data }: Extract<Fact, { name: 'SceneFailed' }>): FilmProgress {
  return change(progress, data.scene, ({ state, costUsd }) => ({
    state: 'failed',
    settledAt: at,
    failure: data.code,
    // The framer's failure repeats the cost that ClipGenerated told.
    costUsd: state === 'checking' ? costUsd : costUsd + data.costUsd,
  }));
}

/** The progress after one more fact. */
export function advance(progress: FilmProgress, fact: Fact): FilmProgress {
  switch (fact.name) {
    case 'JobRequested':
      return { ...progress, phase: 'planning', askedAt: fact.at };
    case 'ScenesPlanned':
      return planned(progress, fact);
    case 'SceneRequested':
      return change(progress, fact.data.scene, ({ askedAt }) => ({
        state: 'rendering',
        take: fact.data.take,
        askedAt: askedAt ?? fact.at,
      }));
    case 'ClipGenerated':
      return change(progress, fact.data.scene, ({ costUsd }) => ({
        state: 'checking',
        costUsd: costUsd + fact.data.costUsd,
      }));
    case 'SceneRendered':
      return rendered(progress, fact);
    case 'SceneFailed':
      return failed(progress, fact);
    case 'FilmRequested':
      return { ...progress, phase: 'joining', joiningAt: fact.at };
    case 'FilmStitched':
      return { ...progress, phase: 'delivering' };
    case 'JobDelivered':
    case 'JobFailed':
    case 'JobRejected':
    case 'JobCancelled':
      return { ...progress, phase: 'ended', end: progress.end ?? fact };
    case 'StoryboardApproved':
    case 'StoryboardEdited':
    case 'KeyframeRequested':
    case 'KeyframeRendered':
    case 'FilmFailed':
    case 'JobHeld':
    case 'ChangeRequested':
      return progress;
  }
}

/** What a job has cost so far and may still cost, in US dollars. */
export function price(progress: FilmProgress): { readonly spentUsd: number; readonly estimateUsd: number } {
  const spentUsd = progress.scenes.reduce((sum, { costUsd }) => sum + costUsd, 0);
  return { spentUsd, estimateUsd: progress.estimate?.costUsd ?? 0 };
}
