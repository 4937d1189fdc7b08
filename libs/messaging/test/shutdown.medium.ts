import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { type HandlingOutcome, ShuttingDownError } from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { gate, type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  beforeEach(async () => {
    // So long that only a hand-back can bring a message again within a test.
    line = await startLine(binary, { ackWaitMs: { slow: 60_000, quick: 60_000 } });
  });
  afterEach(() => line.stop());

  it('lets a running handler finish and pulls nothing more', async () => {
    const [began, finish] = [gate(), gate()];
    let runs = 0;
    const app = await startGenerator(line.server.url, {
      scene: () => {
        runs += 1;
        began.open();
        return finish.opened;
      },
    });
    const jobId = newJobId();
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 1));
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 2));
    await began.opened;
    const closed = app.close();
    finish.open();
    await closed;
    expect(runs).toBe(1);
    expect(await line.consumer('generator', SceneRequested)).toMatchObject({
      num_ack_pending: 0,
      num_pending: 1,
      num_redelivered: 0,
    });
  });

  it('leaves nothing behind that was on its way when it stopped pulling', async () => {
    const handled: string[] = [];
    const start = (): Promise<INestApplication> =>
      startGenerator(line.server.url, {
        cancelled: ({ data }) => Promise.resolve(void handled.push(data.jobId)),
      });
    const [first, second] = [await start(), await start()];
    const jobs = Array.from({ length: 400 }, () => newJobId());
    const speaking = jobs.map((jobId) => line.publisher.say(JobCancelled, jobCancelled(jobId)));
    await waitFor(() => handled.length > 0, { what: 'the first message' });
    await first.close();
    await Promise.all(speaking);
    await line.settled('generator', JobCancelled);
    expect(handled.toSorted()).toEqual(jobs.toSorted());
    await second.close();
  });

  it('fires the signal when the budget is over and hands the message back for another worker', async () => {
    const outcomes: HandlingOutcome[] = [];
    const began = gate();
    const reasons: unknown[] = [];
    const first = await startGenerator(
      line.server.url,
      {
        scene: (_envelope, { signal }) =>
          new Promise((_resolve, reject) => {
            began.open();
            signal.addEventListener('abort', () => {
              reasons.push(signal.reason);
              reject(new Error('stopped'));
            });
          }),
      },
      {
        shutdownBudgetMs: 200,
        observer: { useFactory: () => ({ handled: (_message, outcome) => void outcomes.push(outcome) }) },
      },
    );
    await line.publisher.say(SceneRequested, sceneRequested());
    await began.opened;
    await first.close();
    expect(reasons).toEqual([expect.any(ShuttingDownError)]);
    expect(outcomes).toEqual(['handed-back']);
    const deliveries: number[] = [];
    const second = await startGenerator(line.server.url, {
      scene: (_envelope, { delivery }) => Promise.resolve(void deliveries.push(delivery)),
    });
    await waitFor(() => deliveries.length === 1, { what: 'the other worker' });
    expect(deliveries).toEqual([2]);
    await line.settled('generator', SceneRequested);
    await second.close();
  });

  it('hands back also what does not listen to its signal', async () => {
    const [began, never] = [gate(), gate()];
    const stubborn = await startGenerator(
      line.server.url,
      {
        cancelled: () => {
          began.open();
          return never.opened;
        },
      },
      { shutdownBudgetMs: 100 },
    );
    await line.publisher.say(JobCancelled, jobCancelled());
    await began.opened;
    await stubborn.close();
    let heard = false;
    const other = await startGenerator(line.server.url, {
      cancelled: () => Promise.resolve(void (heard = true)),
    });
    await waitFor(() => heard, { what: 'the other worker' });
    never.open();
    await other.close();
  });
});
