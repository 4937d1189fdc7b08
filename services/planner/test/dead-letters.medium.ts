import {
  ClipGenerated,
  FilmRequested,
  JobFailed,
  SceneFailed,
  SceneRequested,
  subjectOf,
  topology,
} from '@kinoline/contracts';
import { defaultDeliveryPolicy, JetStreamStrategy } from '@kinoline/messaging';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { Logger } from '@nestjs/common';
import { mediaRef } from './facts.js';
import { newJobId, type PlannerLine, startLine } from './planner-line.js';

let line: PlannerLine;
let framer: JetStreamStrategy;
let runs = 0;

/** A framer that would work, if only a message came through to its handler. */
async function startFramer(): Promise<void> {
  framer = new JetStreamStrategy({
    connection: line.connection,
    service: 'framer',
    policy: { ...defaultDeliveryPolicy, attempts: 2, spareAttempts: 1 },
    observer: {},
    shutdownBudgetMs: 1_000,
    provisionedWithinMs: 10_000,
    onClosed: () => undefined,
  });
  for (const { message } of topology.framer) {
    framer.addHandler(message.name, () => Promise.resolve(void (runs += 1)));
  }
  await framer.listen(() => undefined);
}

beforeAll(async () => {
  Logger.overrideLogger(false);
  line = await startLine();
  await line.startPlanner({ OPENAI_API_KEY: '' });
});

afterAll(async () => {
  await framer.close();
  await line.stop();
});

const take = { scene: 1, take: 1 };
const clip = (jobId: string) => ({
  jobId,
  ...take,
  clip: mediaRef('clip', 'video/mp4'),
  model: 'veo_3_1_fast',
  predictionId: 'p1',
  costUsd: 0.6,
  providerSeconds: 40,
  adaptations: [],
  seam: 'cut' as const,
});

/** A worker that takes the clip and dies of it, three times. */
async function crashOfIt(): Promise<void> {
  const consumer = await jetstream(line.connection).consumers.get('VIDEO', 'framer-ClipGenerated');
  for (let delivery = 1; delivery <= 3; delivery += 1) {
    const message = await consumer.next({ expires: 5_000 });
    if (message === null) throw new Error('nothing to pull');
    message.nak();
  }
}

describe('a clip that kills its worker every time', () => {
  it('is given up unrun, and the job goes on without it', async () => {
    const jobId = await line.ask({ prompt: 'A fox wakes. It crosses the lake. It sleeps.' });
    await line.heard(SceneRequested, { jobId, ...take });
    await line.publisher.say(ClipGenerated, clip(jobId));
    await crashOfIt();
    await startFramer();
    expect(await line.heard(SceneFailed, { jobId, ...take })).toMatchObject({
      code: 'tool-failed',
      retakeMayHelp: false,
      costUsd: 0.6,
      detail: expect.stringMatching(/^framer gave ClipGenerated up after 4 deliveries: PermanentError: /),
    });
    expect(runs).toBe(0);
    await line.render(jobId, 2);
    await line.render(jobId, 3);
    const film = await line.heard(FilmRequested, { jobId, cut: 1 });
    expect(film.clips.map(({ scene }) => scene)).toEqual([2, 3]);
    expect(film.warnings?.map(({ code }) => code)).toEqual(['take-lost', 'scene-missing']);
  });
});

describe('what cannot be read', () => {
  it('as a clip, ends its take: a job of one scene fails instead of waiting', async () => {
    const settings = { model: 'veo_3_1_fast', quality: '720p', aspect: '16:9' } as const;
    const jobId = await line.ask({
      settings: { ...settings, secondsPerScene: 4, scenes: 1, audio: true, mode: 'chain' },
    });
    await line.heard(SceneRequested, { jobId, ...take });
    const subject = subjectOf(ClipGenerated, clip(jobId));
    await line.publishRaw(subject, JSON.stringify({ data: { costUsd: 0.6 } }));
    expect(await line.heard(JobFailed, { jobId, cut: 1 })).toMatchObject({
      code: 'no-scene-rendered',
      costUsd: 0.6,
      detail: expect.stringContaining('MessageUnreadableError'),
    });
  });

  it('as a request, ends its job', async () => {
    const jobId = newJobId();
    await line.publishRaw(`video.job.requested.${jobId}`, 'broken');
    expect(await line.heard(JobFailed, { jobId, cut: 1 })).toMatchObject({
      code: 'planning-failed',
      costUsd: 0,
      detail: expect.stringContaining('not JSON'),
    });
    const end = await waitFor(async () => (await line.jobs.read(jobId))?.rest, { what: 'the end' });
    expect(end.kind).toBe('failed');
  });
});
