import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startNatsServer,
  startObjectStore,
  temporaryFolder,
  type TemporaryFolder,
  untilReady,
} from '@kinoline/testing';
import { isAlive, readLineRecord } from '../src/line/line-record.js';
import { runBuilt, startCommand } from './run-command.js';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('start-e2e');
});
afterAll(() => folder.remove());

describe('npm start', () => {
  it('keeps the line up, says where everything listens, refuses a second one, and goes at Ctrl-C', async () => {
    const env = { LINE_DIR: folder.path };
    const { child, result } = await startCommand('start', [], env);
    await untilReady(
      child,
      () => Promise.resolve(child.log.all().some((line) => line.startsWith('The line is up'))),
      120_000,
    );
    const record = await readLineRecord(path.join(folder.path, 'line'));
    const pages = child.log.all().flatMap((line) => /(http:\S+\/health\/ready)/.exec(line)?.[1] ?? []);
    const answers = await Promise.all(pages.map(async (page) => (await fetch(page)).status));
    expect(answers).toEqual([200, 200, 200, 200, 200]);

    const second = await runBuilt('start', [], env);
    expect([second.exitCode, second.lines.join('\n')]).toEqual([
      1,
      expect.stringMatching(/^the line is up already \(process \d+/),
    ]);

    child.signal('SIGINT');
    expect((await result).exitCode).toBe(0);
    const pids = Object.values(record?.services ?? {}).map(({ pid }) => pid);
    expect([pids.length, pids.filter(isAlive)]).toEqual([5, []]);
  }, 180_000);
});

describe('npm run provision', () => {
  it('makes everything once and changes nothing when repeated', async () => {
    const [nats, store] = [await startNatsServer(), await startObjectStore()];
    const env = {
      NATS_URL: nats.url,
      S3_ENDPOINT: store.endpoint,
      S3_ACCESS_KEY: store.accessKey,
      S3_SECRET_KEY: store.secretKey,
    };
    const first = await runBuilt('provision', [], env);
    const again = await runBuilt('provision', [], env);
    const wrong = await runBuilt('provision', [], { ...env, NATS_REPLICAS: '2' });
    await Promise.all([nats.stop(), store.stop()]);
    expect(first.lines.join('\n')).toMatch(/^stream +VIDEO +created$/m);
    expect(first.lines.join('\n')).toMatch(/^media +kinoline +created$/m);
    expect(again.lines.join('\n')).toMatch(/^consumer +planner-JobRequested +unchanged$/m);
    expect(again.lines.join('\n')).not.toContain('created');
    expect([first.exitCode, again.exitCode]).toEqual([0, 0]);
    expect([wrong.exitCode, wrong.lines]).toEqual([1, ['NATS_REPLICAS: 1, 3 or 5']]);
  }, 60_000);
});
