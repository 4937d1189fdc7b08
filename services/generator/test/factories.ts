import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { type DataOf, loadCatalogue, type SceneRequested } from '@kinoline/contracts';
import type { OpenTake } from '../src/take/take.js';

/** The model cards of the repository. */
export const catalogue = await loadCatalogue(path.resolve(import.meta.dirname, '../../../parameters'));

/** A new job id (UUID version 7). */
export function newJobId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const rest = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

type Request = DataOf<typeof SceneRequested>;

/** A wanted take: 4 s of silent Veo 3.1 Fast in 720p. */
export function sceneRequest(changes: Partial<Request> = {}): Request {
  const scene = changes.scene ?? 1;
  const prompt = changes.planned?.prompt ?? 'A fox crosses a frozen lake at dawn';
  return {
    jobId: newJobId(),
    scene,
    take: 1,
    revision: 1,
    cut: 1,
    requester: { channel: 'cli', personId: 'tester', locale: 'en' },
    settings: {
      model: 'veo_3_1_fast',
      quality: '720p',
      aspect: '16:9',
      secondsPerScene: 4,
      scenes: 1,
      audio: false,
      mode: 'chain',
    },
    planned: { scene, beat: scene, prompt, draft: prompt, seconds: 4, seam: 'cut' },
    fresh: false,
    ...changes,
  };
}

/** A take as it is recorded first. */
export function intendedTake(changes: Partial<OpenTake['intent']> = {}): OpenTake {
  return {
    version: 1,
    intent: {
      request: sceneRequest(),
      model: 'veo_3_1_fast',
      priceMicroUsd: 400_000,
      expectedSeconds: 50,
      token: 'a-token-nobody-can-guess-1',
      at: Date.UTC(2026, 10, 22),
      trace: {},
      ...changes,
    },
    nudges: 0,
    state: { name: 'intended', notBefore: 0 },
  };
}

/** A wanted take with a prompt of its own, by which rules and ledger entries are found. */
export function requestFor(what: string, changes: Partial<Request> = {}): Request {
  const prompt = `${what} ${randomBytes(6).toString('hex')}`;
  const planned = { scene: 1, beat: 1, prompt, draft: prompt, seconds: 4, seam: 'cut' } as const;
  return sceneRequest({ planned, ...changes });
}
