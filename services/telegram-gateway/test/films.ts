import { randomUUID } from 'node:crypto';
import type {
  DataOf,
  FilmStitched,
  JobRequested,
  PlannedScene,
  Requester,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import type { z } from 'zod';

/** A new job's id, a UUID of version 7. */
export function newJobId(): string {
  return randomUUID().replace(/^(.{14})./, '$17');
}

/** A job as somebody asks for it. */
export function jobRequested(
  jobId: string,
  channel: Requester['channel'],
  about: Partial<Omit<DataOf<typeof JobRequested>, 'requester'>> & {
    readonly requester?: Partial<Requester>;
  } = {},
): DataOf<typeof JobRequested> {
  const chat = channel === 'telegram' ? { chatId: '42' } : {};
  return {
    jobId,
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
    whenStuck: 'ask',
    ...about,
    requester: { channel, personId: '42', locale: 'en', ...chat, ...about.requester },
  };
}

/** A scene of a plan, one shot long. */
export function plannedScene(beat: number, about: Partial<PlannedScene> = {}): PlannedScene {
  return {
    scene: beat,
    beat,
    prompt: `What the model is told of scene ${beat}`,
    draft: `What happens in scene ${beat}`,
    seconds: 4,
    seam: beat === 1 ? 'cut' : 'continuous',
    ...about,
  };
}

/** The plan of a job, three scenes long unless told otherwise. */
export function scenesPlanned(
  jobId: string,
  about: Partial<DataOf<typeof ScenesPlanned>> & { readonly scenes?: readonly PlannedScene[] } = {},
): DataOf<typeof ScenesPlanned> {
  const { scenes = [1, 2, 3].map((beat) => plannedScene(beat)), ...others } = about;
  return {
    jobId,
    revision: 1,
    cut: 1,
    storyboard: { scenes: [...scenes] },
    settings: jobRequested(jobId, 'telegram').settings,
    adaptations: [],
    warnings: [],
    estimate: { costUsd: 1.8, filmSeconds: 4 * scenes.length, waitSeconds: 150 },
    plannedBy: { planner: 'a model', inputTokens: 1, outputTokens: 1 },
    ...others,
  };
}

const facts = {
  width: 1280,
  height: 720,
  framesPerSecond: 24,
  videoCodec: 'h264',
  pixelFormat: 'yuv420p',
} as const;

const object = (key: string, contentType: 'video/mp4' | 'image/png' | 'image/jpeg') => ({
  key,
  bytes: 1_000,
  sha256: 'a'.repeat(64),
  contentType,
});

/** A take of a scene that went well. */
export function sceneRendered(
  jobId: string,
  scene: number,
  about: Partial<DataOf<typeof SceneRendered>> = {},
): DataOf<typeof SceneRendered> {
  const take = about.take ?? 1;
  const name = (file: string): string => `jobs/${jobId}/scenes/${scene}/takes/${take}/${file}`;
  return {
    jobId,
    scene,
    take,
    clip: object(name('clip.mp4'), 'video/mp4'),
    facts: { ...facts, seconds: 4 },
    firstFrame: object(name('first.png'), 'image/png'),
    lastFrame: object(name('last.png'), 'image/png'),
    thumbnail: object(name('thumbnail.jpg'), 'image/jpeg'),
    seam: { kind: scene === 1 ? 'cut' : 'continuous' },
    model: 'veo_3_1_fast',
    costUsd: 0.6,
    providerSeconds: 40,
    adaptations: [],
    ...about,
  };
}

/** A finished film of a job, of three scenes unless told otherwise. */
export function filmStitched(
  jobId: string,
  cut = 1,
  about: Partial<z.output<typeof FilmStitched.data>> = {},
): z.output<typeof FilmStitched.data> {
  const name = (file: string): string => `films/${jobId}/${cut}/${file}`;
  return {
    jobId,
    cut,
    film: object(name('film.mp4'), 'video/mp4'),
    contactSheet: object(name('contact-sheet.jpg'), 'image/jpeg'),
    thumbnail: object(name('thumbnail.jpg'), 'image/jpeg'),
    facts: { ...facts, seconds: 12 },
    scenes: [1, 2, 3].map((scene) => ({ scene, startsAt: (scene - 1) * 4 })),
    conformed: [],
    adaptations: [],
    warnings: [],
    ...about,
  };
}
