import type { Change, DataOf, MediaRef, ScenesPlanned, Warning } from '@kinoline/contracts';
import type { Fact, FactOf } from '../src/history/fact.js';

/** A job's id for histories that are made up. */
export const jobId = '01980000-0000-7000-8000-000000000001';

const start = Date.UTC(2026, 10, 22, 8, 0, 0);
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const media = (key: string, contentType: MediaRef['contentType'] = 'video/mp4'): MediaRef => ({
  key,
  bytes: 1000,
  sha256: 'a'.repeat(64),
  contentType,
});

const settings = {
  model: 'veo_3_1_fast',
  quality: '720p',
  aspect: '16:9',
  secondsPerScene: 4,
  scenes: 2,
  audio: true,
  mode: 'chain',
} as const;

const facts = {
  seconds: 4,
  width: 1280,
  height: 720,
  framesPerSecond: 24,
  videoCodec: 'h264',
  pixelFormat: 'yuv420p',
} as const;

const requester = { channel: 'cli', personId: 'local', locale: 'en' } as const;

/** The job was asked for, at second 0. */
export const requested = (): FactOf<'JobRequested'> => ({
  name: 'JobRequested',
  at: at(0),
  source: 'cli',
  data: { jobId, requester, prompt: 'A fox', settings, approval: false, fresh: false, whenStuck: 'go-on' },
});

/** A plan of scenes of 4 s each, at second 1. */
export const planned = (
  scenes = 2,
  more: Partial<DataOf<typeof ScenesPlanned>> = {},
): FactOf<'ScenesPlanned'> => ({
  name: 'ScenesPlanned',
  at: at(1),
  source: 'planner',
  data: {
    jobId,
    revision: 1,
    cut: 1,
    storyboard: {
      scenes: Array.from({ length: scenes }, (_, index) => ({
        scene: index + 1,
        beat: index + 1,
        prompt: `prompt ${index + 1}`,
        draft: `draft ${index + 1}`,
        seconds: 4,
        seam: index === 0 ? 'cut' : 'continuous',
      })),
    },
    settings: { ...settings, scenes },
    adaptations: [],
    warnings: [],
    estimate: { costUsd: 0.6 * scenes, filmSeconds: 4 * scenes, waitSeconds: 50 * scenes },
    plannedBy: { planner: 'rules', inputTokens: 0, outputTokens: 0 },
    ...more,
  },
});

/** A take was asked for. */
export const asked = (scene: number, second: number, take = 1): FactOf<'SceneRequested'> => ({
  name: 'SceneRequested',
  at: at(second),
  source: 'planner',
  data: {
    jobId,
    scene,
    take,
    revision: 1,
    cut: 1,
    requester,
    settings,
    planned: {
      scene,
      beat: scene,
      prompt: 'p',
      draft: 'p',
      seconds: 4,
      seam: scene === 1 ? 'cut' : 'continuous',
    },
    fresh: false,
  },
});

/** A take's clip was copied from the provider, which took `providerSeconds`. */
export const generated = (
  scene: number,
  second: number,
  providerSeconds: number,
  take = 1,
): FactOf<'ClipGenerated'> => ({
  name: 'ClipGenerated',
  at: at(second),
  source: 'generator',
  data: {
    jobId,
    scene,
    take,
    clip: media('jobs/a/clip.mp4'),
    model: 'veo_3_1_fast',
    predictionId: 'p1',
    costUsd: 0.6,
    providerSeconds,
    adaptations: [],
    seam: 'continuous',
  },
});

/** A take was checked. */
export const rendered = (
  scene: number,
  second: number,
  ssim?: number,
  take = 1,
): FactOf<'SceneRendered'> => ({
  name: 'SceneRendered',
  at: at(second),
  source: 'framer',
  data: {
    jobId,
    scene,
    take,
    clip: media('jobs/a/clip.mp4'),
    facts,
    firstFrame: media('jobs/a/first.png', 'image/png'),
    lastFrame: media('jobs/a/last.png', 'image/png'),
    thumbnail: media('jobs/a/thumbnail.jpg', 'image/jpeg'),
    seam: {
      kind: scene === 1 ? 'cut' : 'continuous',
      ...(ssim === undefined ? {} : { measure: { ssim, colourDistance: 1 } }),
    },
    model: 'veo_3_1_fast',
    costUsd: 0.6,
    providerSeconds: 10,
    adaptations: [{ kind: 'cropped', asked: '1:1', rendered: '16:9' }],
  },
});

/** A take gave no clip. */
export const failed = (
  scene: number,
  second: number,
  costUsd = 0,
  code: FactOf<'SceneFailed'>['data']['code'] = 'moderated',
): FactOf<'SceneFailed'> => ({
  name: 'SceneFailed',
  at: at(second),
  source: 'generator',
  data: { jobId, scene, take: 1, code, detail: 'E005', retakeMayHelp: true, costUsd },
});

/** The film was asked for, of these scenes' first takes. */
export const filmAsked = (scenes: readonly number[], second: number): FactOf<'FilmRequested'> => ({
  name: 'FilmRequested',
  at: at(second),
  source: 'planner',
  data: {
    jobId,
    cut: 1,
    clips: scenes.map((scene) => ({
      scene,
      take: 1,
      clip: media('jobs/a/clip.mp4'),
      seam: scene === 1 ? 'cut' : 'continuous',
    })),
    aspect: '16:9',
    quality: '720p',
    audio: true,
  },
});

/** The film is in the store. */
export const stitched = (
  scenes: readonly number[],
  second: number,
  warnings: Warning[] = [],
): FactOf<'FilmStitched'> => ({
  name: 'FilmStitched',
  at: at(second),
  source: 'stitcher',
  data: {
    jobId,
    cut: 1,
    film: media('films/a/1/film.mp4'),
    contactSheet: media('films/a/1/contact-sheet.jpg', 'image/jpeg'),
    thumbnail: media('films/a/1/thumbnail.jpg', 'image/jpeg'),
    facts: { ...facts, seconds: 4 * scenes.length },
    scenes: scenes.map((scene, index) => ({ scene, startsAt: index * 4 })),
    conformed: [],
    adaptations: [{ kind: 'cropped', asked: '1:1', rendered: '16:9' }],
    warnings,
  },
});

/** The person has the film. */
export const delivered = (second: number): FactOf<'JobDelivered'> => ({
  name: 'JobDelivered',
  at: at(second),
  source: 'telegram-gateway',
  data: { jobId, cut: 1, film: media('films/a/1/film.mp4'), by: 'store' },
});

/** The job ended without a film. */
export const jobFailed = (second: number): FactOf<'JobFailed'> => ({
  name: 'JobFailed',
  at: at(second),
  source: 'planner',
  data: { jobId, cut: 1, code: 'no-scene-rendered', detail: 'all refused', costUsd: 0, warnings: [] },
});

/** The job was called off. */
export const cancelled = (second: number, cut = 1): FactOf<'JobCancelled'> => ({
  name: 'JobCancelled',
  at: at(second),
  source: 'cli',
  data: { jobId, cut, by: 'person' },
});

/** The job waits for the person: a scene was refused. */
export const held = (second: number, cut = 1): FactOf<'JobHeld'> => ({
  name: 'JobHeld',
  at: at(second),
  source: 'planner',
  data: {
    jobId,
    cut,
    revision: cut,
    scene: 2,
    take: 1,
    code: 'moderated',
    detail: 'E005',
    rendered: [1],
    missing: [2],
    costUsd: 0.6,
  },
});

/** The person wants a revision changed. */
export const changed = (second: number, change: Change, revision = 1): FactOf<'ChangeRequested'> => ({
  name: 'ChangeRequested',
  at: at(second),
  source: 'telegram-gateway',
  data: { jobId, revision, change },
});

/** A fact of another second and with other figures. */
export const later = <Made extends Fact>(fact: Made, second: number, more: Partial<Made['data']>): Made => ({
  ...fact,
  at: at(second),
  data: { ...fact.data, ...more },
});

/** A whole job of two scenes: 13 s long, 8 s of them at the provider. */
export const wholeJob = (): Fact[] => [
  requested(),
  planned(2),
  asked(1, 1),
  generated(1, 6, 4),
  rendered(1, 7),
  asked(2, 7),
  generated(2, 11.5, 4),
  rendered(2, 12, 0.97),
  filmAsked([1, 2], 12),
  stitched([1, 2], 12.8),
  delivered(13),
];

/** Second `seconds` of the made-up histories. */
export const second = at;
