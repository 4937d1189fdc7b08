import {
  type Change,
  type DataOf,
  type FilmFailed,
  type FilmStitched,
  type JobRequested,
  type MediaRef,
  type PlannedScene,
  type SceneFailed,
  type SceneFailureCode,
  type SceneRendered,
} from '@kinoline/contracts';
import type { DirectorFact, JobChange } from '../src/director/index.js';
import type { Plan } from '../src/plan.js';

/** The job of the tests. */
export const jobId = '019a0000-0000-7000-8000-000000000001';

/** A file in the store; the same name is the same file. */
export function mediaRef(name: string, contentType: MediaRef['contentType'] = 'image/png'): MediaRef {
  return {
    key: `test/${name}`,
    bytes: 1000,
    sha256: Buffer.from(name.padEnd(32, '.')).toString('hex').slice(0, 64),
    contentType,
  };
}

/** A valid JobRequested. */
export function request(changes: Partial<DataOf<typeof JobRequested>> = {}): DataOf<typeof JobRequested> {
  return {
    jobId,
    requester: { channel: 'cli', personId: 'local', locale: 'en' },
    prompt: 'A fox crosses a frozen lake at dawn',
    settings: {
      model: 'veo_3_1_fast',
      quality: '720p',
      aspect: '16:9',
      secondsPerScene: 4,
      scenes: 3,
      audio: true,
      mode: 'chain',
    },
    approval: false,
    fresh: false,
    whenStuck: 'go-on',
    ...changes,
  };
}

/** A plan with one scene for each seam given. */
export function planOf(seams: readonly PlannedScene['seam'][], text = 'scene'): Plan {
  return {
    storyboard: {
      scenes: seams.map((seam, at) => ({
        scene: at + 1,
        beat: at + 1,
        prompt: `${text} ${at + 1}`,
        draft: `${text} ${at + 1}`,
        seconds: 4,
        seam,
      })),
    },
    settings: request().settings,
    adaptations: [],
    warnings: [],
    estimate: { costUsd: 0.6 * seams.length, filmSeconds: 4 * seams.length, waitSeconds: 50 },
    plannedBy: { planner: 'rules', inputTokens: 0, outputTokens: 0 },
  };
}

/** JobRequested as the director hears it. */
export function requested(
  changes: Partial<DataOf<typeof JobRequested>> = {},
  takesPerScene = 3,
): DirectorFact {
  return { name: 'JobRequested', data: { request: request(changes), takesPerScene } };
}

/** A rendered take. */
export function renderedData(scene: number, take: number, costUsd = 0.6): DataOf<typeof SceneRendered> {
  const frame = (name: string): MediaRef => mediaRef(`${name}-${scene}-${take}`);
  return {
    jobId,
    scene,
    take,
    clip: mediaRef(`clip-${scene}-${take}`, 'video/mp4'),
    facts: {
      seconds: 4,
      width: 1280,
      height: 720,
      framesPerSecond: 24,
      videoCodec: 'h264',
      pixelFormat: 'yuv420p',
    },
    firstFrame: frame('first'),
    lastFrame: frame('last'),
    thumbnail: frame('thumbnail'),
    seam: { kind: 'cut' },
    model: 'veo_3_1_fast',
    costUsd,
    providerSeconds: 40,
    adaptations: [],
  };
}

/** See {@link renderedData}. */
export function rendered(scene: number, take: number, costUsd = 0.6): DirectorFact {
  return { name: 'SceneRendered', data: renderedData(scene, take, costUsd) };
}

/** A failed take. */
export function failedData(
  scene: number,
  take: number,
  code: SceneFailureCode,
  { retakeMayHelp = false, costUsd = 0 } = {},
): DataOf<typeof SceneFailed> {
  return { jobId, scene, take, code, detail: 'as told by the provider', retakeMayHelp, costUsd };
}

/** See {@link failedData}. */
export function failed(...args: Parameters<typeof failedData>): DirectorFact {
  return { name: 'SceneFailed', data: failedData(...args) };
}

/** The film of a cut. */
export function stitchedData(cut = 1): DataOf<typeof FilmStitched> {
  return {
    jobId,
    cut,
    film: mediaRef('film', 'video/mp4'),
    contactSheet: mediaRef('sheet', 'image/jpeg'),
    thumbnail: mediaRef('thumbnail', 'image/jpeg'),
    facts: renderedData(1, 1).facts,
    scenes: [{ scene: 1, startsAt: 0 }],
    conformed: [],
    adaptations: [],
    warnings: [],
  };
}

/** No film of a cut. */
export function filmFailedData(cut = 1): DataOf<typeof FilmFailed> {
  return {
    jobId,
    cut,
    code: 'no-usable-clip',
    detail: 'nothing decodes',
    warnings: [{ code: 'clip-left-out', scene: 1, detail: 'damaged' }],
  };
}

/** A change of a revision, as the director hears it when it can be taken over. */
export function changed(
  of: number,
  change: Change,
  about: Partial<Omit<JobChange, 'of' | 'change'>> = {},
): DirectorFact {
  const plan = about.plan ?? planOf(['cut', 'continuous', 'continuous']);
  return { name: 'JobChanged', data: { of, change, budgets: {}, requested: [], ...about, plan } };
}

/** A cut that is called off. */
export function cancelled(cut = 1): DirectorFact {
  return { name: 'JobCancelled', data: { jobId, cut, by: 'person' } };
}

/** The film of a cut is in the store. */
export function stitched(cut = 1): DirectorFact {
  return { name: 'FilmStitched', data: stitchedData(cut) };
}

/** The person has the film of a cut. */
export function delivered(cut = 1): DirectorFact {
  const film = mediaRef('film', 'video/mp4');
  return { name: 'JobDelivered', data: { jobId, cut, film, by: 'store' } };
}
