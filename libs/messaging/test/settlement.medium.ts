import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { jetstream, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { listDeadLetters, type HandlingOutcome, PermanentError, RetryableError } from '../src/index.js';
import { layDown } from '../src/dead-letters/lay-down.js';
import { type GeneratorHandlers, type GeneratorOptions, startGenerator } from './generator-app.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

const impatient = { attempts: 3, retry: { firstMs: 200, factor: 3, longestMs: 1_000, jitter: 0 } };

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  let app: INestApplication | undefined;
  beforeEach(async () => {
    line = await startLine(binary, { ackWaitMs: { slow: 5_000, quick: 5_000 } });
  });
  afterEach(async () => {
    await app?.close();
    await line.stop();
  });

  async function start(handlers: GeneratorHandlers, options: GeneratorOptions = {}): Promise<void> {
    app = await startGenerator(line.server.url, handlers, { delivery: impatient, ...options });
  }

  async function pullRaw(): Promise<JsMsg> {
    const consumer = await jetstream(line.connection).consumers.get('VIDEO', 'generator-JobCancelled');
    const message = await consumer.next({ expires: 5_000 });
    if (message === null) throw new Error('nothing to pull');
    return message;
  }

  it('delivers again what a worker took and never settled, with the next delivery number', async () => {
    await line.publisher.say(JobCancelled, jobCancelled());
    await pullRaw();
    const deliveries: number[] = [];
    await start({ cancelled: (_envelope, { delivery }) => Promise.resolve(void deliveries.push(delivery)) });
    await line.settled('generator', JobCancelled);
    expect(deliveries).toEqual([2]);
  });

  it('retries by the curve, then lays down one dead letter with everything an operator needs', async () => {
    const runs: { at: number; last: boolean }[] = [];
    const outcomes: HandlingOutcome[] = [];
    const handled = (_message: unknown, outcome: HandlingOutcome): void => void outcomes.push(outcome);
    await start(
      {
        cancelled: (_envelope, { lastDelivery }) => {
          runs.push({ at: performance.now(), last: lastDelivery });
          return Promise.reject(new Error('the store is\ndown'));
        },
      },
      { observer: { useFactory: () => ({ handled }) } },
    );
    const jobId = newJobId();
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    await waitFor(() => outcomes.includes('dead-lettered'), { what: 'the dead letter' });
    expect(runs.map(({ last }) => last)).toEqual([false, false, true]);
    expect(runs[1]!.at - runs[0]!.at).toBeGreaterThanOrEqual(190);
    expect(runs[2]!.at - runs[1]!.at).toBeGreaterThanOrEqual(590);
    expect(outcomes).toEqual(['retried', 'retried', 'dead-lettered']);
    await line.settled('generator', JobCancelled);
    expect(await listDeadLetters(line.connection)).toEqual([
      {
        letter: 1,
        time: expect.any(Date),
        service: 'generator',
        message: 'JobCancelled',
        subject: `video.job.cancelled.${jobId}.1`,
        sequence: 1,
        deliveries: 3,
        errorName: 'Error',
        error: 'the store is down',
      },
    ]);
  });

  it('waits as long as the error asks for', async () => {
    const runs: number[] = [];
    await start({
      cancelled: () => {
        runs.push(performance.now());
        return runs.length === 1
          ? Promise.reject(new RetryableError('busy', { delayMs: 700 }))
          : Promise.resolve();
      },
    });
    await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => runs.length === 2, { what: 'the second try' });
    expect(runs[1]! - runs[0]!).toBeGreaterThanOrEqual(690);
    await line.settled('generator', JobCancelled);
  });

  it('gives up at once on a permanent error, whatever class says so', async () => {
    let runs = 0;
    await start({
      cancelled: () => {
        runs += 1;
        return Promise.reject(Object.assign(new Error('never'), { retryable: false }));
      },
      scene: () => Promise.reject(new PermanentError('no')),
    });
    await line.publisher.say(JobCancelled, jobCancelled());
    await line.publisher.say(SceneRequested, sceneRequested());
    await line.settled('generator', JobCancelled);
    await line.settled('generator', SceneRequested);
    expect(runs).toBe(1);
    expect((await listDeadLetters(line.connection)).map(({ error }) => error).sort()).toEqual([
      'never',
      'no',
    ]);
  });

  it('lays what cannot be read down unchanged, without running a handler', async () => {
    let runs = 0;
    await start({ cancelled: () => Promise.resolve(void (runs += 1)) });
    const js = jetstream(line.connection);
    await js.publish(`video.job.cancelled.${newJobId()}.1`, Uint8Array.of(0xff, 0xfe));
    await js.publish(`video.job.cancelled.${newJobId()}.1`, '{"id":"x"}');
    await line.settled('generator', JobCancelled);
    const letters = await listDeadLetters(line.connection);
    expect(letters.map(({ errorName }) => errorName)).toEqual([
      'MessageUnreadableError',
      'MessageUnreadableError',
    ]);
    const stored = await line.manager.streams.getMessage('DEAD_LETTERS', { seq: letters[0]!.letter });
    expect(stored?.data).toEqual(Uint8Array.of(0xff, 0xfe));
    expect(runs).toBe(0);
  });

  it('lays a dead letter down once although the worker crashed before letting the message go', async () => {
    // Shorter than a crash: only the stream's own refusal is left.
    await line.manager.streams.update('DEAD_LETTERS', { duplicate_window: nanos(100) });
    const jobId = newJobId();
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    const about = {
      service: 'generator',
      message: JobCancelled,
      error: new PermanentError('first'),
    } as const;
    expect(await layDown(jetstream(line.connection), about, await pullRaw())).toBe('said');
    let runs = 0;
    await start({
      cancelled: () => {
        runs += 1;
        return Promise.reject(new PermanentError('second'));
      },
    });
    await line.settled('generator', JobCancelled);
    expect(runs).toBe(1);
    expect((await listDeadLetters(line.connection)).map(({ error }) => error)).toEqual(['first']);
  });

  it('gives up unrun what was delivered too often without an end', async () => {
    await line.publisher.say(JobCancelled, jobCancelled());
    for (let delivery = 1; delivery <= 3; delivery += 1) (await pullRaw()).nak();
    let runs = 0;
    await start(
      { cancelled: () => Promise.resolve(void (runs += 1)) },
      { delivery: { ...impatient, attempts: 2, spareAttempts: 1 } },
    );
    await line.settled('generator', JobCancelled);
    expect(runs).toBe(0);
    expect((await listDeadLetters(line.connection))[0]).toMatchObject({
      errorName: 'PermanentError',
      deliveries: 4,
    });
  });

  it('keeps a handler that works longer than the acknowledgement wait from being doubled', async () => {
    let runs = 0;
    let signal: AbortSignal | undefined;
    await start({
      scene: async (_envelope, context) => {
        runs += 1;
        signal = context.signal;
        const started = performance.now();
        await waitFor(() => performance.now() - started > 6_500, { what: 'the work to end' });
      },
    });
    await line.publisher.say(SceneRequested, sceneRequested());
    await waitFor(() => runs > 0, { what: 'the handler to start' });
    const info = await line.settled('generator', SceneRequested);
    expect({ runs, redelivered: info.num_redelivered, aborted: signal?.aborted }).toEqual({
      runs: 1,
      redelivered: 0,
      aborted: false,
    });
  });
});
