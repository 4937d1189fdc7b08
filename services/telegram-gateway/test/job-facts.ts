import type {
  DataOf,
  JobHeld,
  JobRequested,
  PlannedScene,
  SceneFailed,
  SceneFailureCode,
  SceneRendered,
  ScenesPlanned,
  Warning,
} from '@kinoline/contracts';
import type { JobFact } from '../src/jobs/fact.js';
import { newJob } from '../src/jobs/new-job.js';
import { openChange } from '../src/jobs/progress.js';
import { shownAfter } from '../src/jobs/shown-after.js';
import type { ShownChange, ShownJob } from '../src/jobs/shown-job.js';
import { cutScopeAfter } from './cut-scope.js';
import { filmStitched, newJobId } from './films.js';

type Change = NonNullable<ShownChange['change']>;

/** When job facts of tests begin. */
export const beganAt = new Date('2026-11-22T10:00:00Z');

/** So many seconds after the job began, ISO 8601. */
export function after(seconds: number): string {
  return new Date(beganAt.getTime() + seconds * 1000).toISOString();
}

const still = {
  key: 'jobs/a/still.png',
  bytes: 9,
  sha256: 'b'.repeat(64),
  contentType: 'image/png',
} as const;
const clip = { key: 'jobs/a/clip.mp4', bytes: 99, sha256: 'c'.repeat(64), contentType: 'video/mp4' } as const;
const small = {
  key: 'jobs/a/small.jpg',
  bytes: 9,
  sha256: 'd'.repeat(64),
  contentType: 'image/jpeg',
} as const;

/** What somebody asked for in chat 7. */
export function request(changes: Partial<DataOf<typeof JobRequested>> = {}): DataOf<typeof JobRequested> {
  return {
    jobId: newJobId(),
    requester: { channel: 'telegram', personId: '7', chatId: '7', locale: 'en' },
    prompt: 'A fox crosses a frozen lake at dawn & finds <something> under the ice',
    settings: {
      model: 'veo_3_1_fast',
      quality: '720p',
      aspect: '16:9',
      secondsPerScene: 4,
      scenes: 4,
      audio: true,
      mode: 'chain',
    },
    approval: false,
    fresh: false,
    whenStuck: 'ask',
    ...changes,
  };
}

/** A storyboard's scenes: so many, each of so many shots. */
export function plannedScenes(beats: number, shots = 1): PlannedScene[] {
  return Array.from({ length: beats * shots }, (_, at) => {
    const beat = Math.floor(at / shots) + 1;
    const draft = `Scene ${beat}: the fox goes on & on over the ice, which cracks <under> its paws`;
    return {
      ...{ scene: at + 1, beat, draft, prompt: `${draft}, cinematic`, seconds: 4 },
      seam: at === 0 ? 'cut' : 'continuous',
    };
  });
}

/** Tells what happens to a job, one fact after the other, at one a minute. */
export class JobStory {
  readonly facts: JobFact[] = [];
  job: ShownJob;
  private minutes = 0;

  constructor(
    readonly asked = request(),
    private readonly shots = 1,
    mostUsd?: number,
  ) {
    const priceUsd = asked.settings.scenes * 0.6;
    const effect = {
      kind: 'begin-job',
      request: asked,
      priceUsd,
      ...(mostUsd !== undefined && { mostUsd }),
      waitSeconds: 200,
      showScenes: true,
    } as const;
    this.job = newJob(effect, 100, beganAt);
  }

  get jobId(): string {
    return this.asked.jobId;
  }

  planned(plan: Partial<DataOf<typeof ScenesPlanned>> = {}): this {
    const scenes = this.job.plan?.storyboard.scenes ?? plannedScenes(this.asked.settings.scenes, this.shots);
    const data: DataOf<typeof ScenesPlanned> = {
      jobId: this.jobId,
      revision: (this.job.plan?.revision ?? 0) + 1,
      cut: this.job.cut,
      ...(this.job.plan?.scope && { scope: this.job.plan.scope }),
      storyboard: { scenes },
      settings: this.asked.settings,
      adaptations: [],
      warnings: [],
      estimate: { costUsd: scenes.length * 0.6, filmSeconds: scenes.length * 4, waitSeconds: 200 },
      plannedBy: { planner: 'rules', inputTokens: 0, outputTokens: 0 },
      ...plan,
    };
    return this.tell({ name: 'ScenesPlanned', data, at: this.now() });
  }

  rendered(scene: number, take = 1, changes: Partial<DataOf<typeof SceneRendered>> = {}): this {
    const data: DataOf<typeof SceneRendered> = {
      ...{ jobId: this.jobId, scene, take, clip, firstFrame: still, lastFrame: still, thumbnail: small },
      facts: {
        ...{ seconds: 4, width: 1280, height: 720, framesPerSecond: 24 },
        ...{ videoCodec: 'h264', pixelFormat: 'yuv420p' },
      },
      seam: { kind: 'cut' },
      model: 'veo_3_1_fast',
      costUsd: 0.6,
      providerSeconds: 40,
      adaptations: [],
      ...changes,
    };
    return this.tell({ name: 'SceneRendered', data, at: this.now() });
  }

  lost(scene: number, take = 1, changes: Partial<DataOf<typeof SceneFailed>> = {}): this {
    const data: DataOf<typeof SceneFailed> = {
      ...{ jobId: this.jobId, scene, take, code: 'moderated', detail: 'E005' },
      ...{ retakeMayHelp: true, costUsd: 0 },
      ...changes,
    };
    return this.tell({ name: 'SceneFailed', data, at: this.now() });
  }

  held(scene: number, take: number, code: SceneFailureCode = 'moderated'): this {
    const all = (this.job.plan?.storyboard.scenes ?? []).map((planned) => planned.scene);
    const has = (each: number): boolean =>
      Object.values(this.job.takes).some((made) => made.scene === each && made.outcome === 'rendered');
    const data: DataOf<typeof JobHeld> = {
      ...{ jobId: this.jobId, cut: this.job.cut, revision: this.job.plan?.revision ?? 1 },
      ...{ scene, take, code, detail: 'E005', rendered: all.filter(has), costUsd: 0.6 },
      missing: all.filter((each) => !has(each) || each === scene),
    };
    return this.tell({ name: 'JobHeld', data, at: this.now() });
  }

  failed(
    code: 'no-scene-rendered' | 'over-budget' | 'film-failed' | 'planning-failed' | 'provider-unauthorised',
  ): this {
    const { jobId } = this;
    const data = { jobId, cut: this.job.cut, code, detail: 'in English', costUsd: 0, warnings: [] };
    return this.tell({ name: 'JobFailed', data, at: this.now() });
  }

  cancelled(by: 'person' | 'operator' = 'person'): this {
    return this.tell({
      name: 'JobCancelled',
      data: { jobId: this.jobId, cut: this.job.cut, by },
      at: this.now(),
    });
  }

  approved(): this {
    return this.tell({ name: 'Approved', revision: this.job.plan?.revision ?? 1, at: this.now() });
  }

  edited(): this {
    const { job } = this;
    const revision = job.plan?.revision ?? 1;
    return this.tell({
      name: 'ChangeAsked',
      change: { revision, at: this.now(), totalUsd: 3 },
    });
  }

  asks(change: Change): this {
    const revision = this.job.plan?.revision ?? this.job.cut;
    const asked = { revision, change, at: this.now(), totalUsd: 5 };
    return this.tell({ name: 'ChangeAsked', change: asked });
  }

  /** The planner takes over what was asked for. */
  changed(plan: Partial<DataOf<typeof ScenesPlanned>> = {}): this {
    const { job } = this;
    const change = openChange(job)?.change;
    const scenes = plan.storyboard?.scenes.length ?? job.plan?.storyboard.scenes.length ?? 0;
    // Of a storyboard that was never approved everything is made.
    const isApproved = !job.request.approval || job.approvedRevision !== undefined;
    const scope = change !== undefined &&
      job.plan &&
      isApproved && { scope: cutScopeAfter(job, change, scenes) };
    return this.planned({ cut: job.cut + 1, ...scope, ...plan });
  }

  refused(): this {
    const detail = 'the film costs about 9 USD, the budget is 3 USD';
    const warnings: Warning[] = [{ code: 'edit-refused', reason: 'over-budget', detail }];
    return this.planned({ warnings });
  }

  stitched(scenes = (this.job.plan?.storyboard.scenes ?? []).map(({ scene }) => scene)): this {
    const film = filmStitched(this.jobId, this.job.cut);
    const data = { ...film, scenes: scenes.map((scene, at) => ({ scene, startsAt: at * 4 })) };
    return this.tell({ name: 'FilmStitched', data, at: this.now() });
  }

  delivered(): this {
    const { cut } = this.job;
    this.tell({ name: 'DeliveryBegun', cut, tries: 1 });
    const film = { cut, by: 'video', messageId: 200 + cut, fileId: `film-${cut}` } as const;
    return this.tell({ name: 'FilmBrought', film, at: this.now() });
  }

  /** The film could not be brought. */
  left(about: { readonly gone?: true } = {}): this {
    const film = { cut: this.job.cut, by: 'store', ...about } as const;
    return this.tell({ name: 'FilmBrought', film, at: this.now() });
  }

  tell(fact: JobFact): this {
    this.facts.push(fact);
    this.job = shownAfter(this.job, fact);
    return this;
  }

  private now(): string {
    this.minutes += 1;
    return after(this.minutes * 60);
  }
}
