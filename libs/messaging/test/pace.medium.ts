import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { type GeneratorHandlers, startGenerator } from './generator-app.js';
import { gate, type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  const apps: INestApplication[] = [];
  beforeEach(async () => {
    line = await startLine(binary, { ackWaitMs: { slow: 3_000, quick: 60_000 } });
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await line.stop();
  });
  const start = async (handlers: GeneratorHandlers, quickAtOnce = 4): Promise<void> => {
    apps.push(await startGenerator(line.server.url, handlers, { delivery: { quickAtOnce } }));
  };

  it('gives each of two workers one slow message', async () => {
    const [first, second] = [gate(), gate()];
    const at: string[] = [];
    await start({ scene: () => (at.push('first'), first.opened) });
    await start({ scene: () => (at.push('second'), second.opened) });
    const jobId = newJobId();
    for (const scene of [1, 2, 3]) await line.publisher.say(SceneRequested, sceneRequested(jobId, scene));
    await waitFor(() => at.length === 2, { what: 'both workers to work' });
    // Longer than the acknowledgement wait: the third message must wait on the server, in nobody's memory.
    const started = performance.now();
    await waitFor(() => performance.now() - started > 3_500, { what: 'the acknowledgement wait to pass' });
    const info = await line.consumer('generator', SceneRequested);
    expect({
      at: [...at].sort(),
      inWork: info.num_ack_pending,
      left: info.num_pending,
      again: info.num_redelivered,
    }).toEqual({
      at: ['first', 'second'],
      inWork: 2,
      left: 1,
      again: 0,
    });
    first.open();
    await waitFor(() => at.length === 3, { what: 'the third message' });
    expect(at[2]).toBe('first');
    second.open();
    await line.settled('generator', SceneRequested);
  });

  it('runs every slow message once, however long the ones before it take', async () => {
    let runs = 0;
    await start({
      scene: async () => {
        runs += 1;
        const started = performance.now();
        await waitFor(() => performance.now() - started > 1_200, { what: 'the work to end' });
      },
    });
    const jobId = newJobId();
    for (const scene of [1, 2, 3, 4]) await line.publisher.say(SceneRequested, sceneRequested(jobId, scene));
    await line.settled('generator', SceneRequested);
    expect(runs).toBe(4);
  });

  it('works on no more quick messages at once than allowed, and on each at once', async () => {
    const release = gate();
    let [running, most, done] = [0, 0, 0];
    await start({
      cancelled: async () => {
        running += 1;
        most = Math.max(most, running);
        await release.opened;
        running -= 1;
        done += 1;
      },
    });
    for (let one = 0; one < 20; one += 1) await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => running === 4, { what: 'four handlers at once' });
    await waitFor(async () => (await line.consumer('generator', JobCancelled)).num_pending === 16, {
      what: 'sixteen messages to be left',
    });
    expect(await line.consumer('generator', JobCancelled)).toMatchObject({ num_ack_pending: 4 });
    release.open();
    await line.settled('generator', JobCancelled);
    expect({ most, done }).toEqual({ most: 4, done: 20 });
  });

  it('fills every place again, also one that becomes free alone', async () => {
    const running: (() => void)[] = [];
    await start({
      cancelled: () => {
        const end = gate();
        running.push(end.open);
        return end.opened;
      },
    });
    for (let one = 0; one < 12; one += 1) await line.publisher.say(JobCancelled, jobCancelled());
    for (const ended of [3, 1, 3, 1]) {
      await waitFor(() => running.length === 4, { what: 'four handlers at once' });
      for (const end of running.splice(0, ended)) end();
    }
    await waitFor(() => running.length === 4, { what: 'four handlers at once' });
    for (const end of running) end();
    await line.settled('generator', JobCancelled);
  });

  it('takes others while messages wait aside, and lets those go on as soon as their wait is over', async () => {
    const [turn, release] = [gate(), gate()];
    let [waiting, done] = [0, 0];
    await start({
      cancelled: async ({ data: { by } }, { aside }) => {
        if (by === 'person') {
          waiting += 1;
          await aside(turn.opened);
        } else await release.opened;
        done += 1;
      },
    });
    for (let one = 0; one < 20; one += 1) await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => waiting === 20, { what: 'all of them to wait' });
    for (let one = 0; one < 6; one += 1) {
      await line.publisher.say(JobCancelled, { ...jobCancelled(), by: 'operator' });
    }
    await waitFor(
      async () => {
        const info = await line.consumer('generator', JobCancelled);
        return info.num_ack_pending === 24 && info.num_pending === 2;
      },
      { what: 'four others to be in work and two to be left' },
    );
    turn.open();
    await waitFor(() => done === 20, { what: 'whatever waited' });
    expect(await line.consumer('generator', JobCancelled)).toMatchObject({ num_pending: 2 });
    release.open();
    await line.settled('generator', JobCancelled);
    expect(done).toBe(26);
  });
});
