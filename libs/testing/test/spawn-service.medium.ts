import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { spawnService, startChild } from '../src/index.js';

const entry = fileURLToPath(new URL('sample-service.mjs', import.meta.url));
const sample = { name: 'sample', entry, env: { SAMPLE: 'yes' } };

describe('spawnService', () => {
  it('waits until the service is ready, reads its lines, and ends it in order', async () => {
    const heard: string[] = [];
    const service = await spawnService({ ...sample, onLine: (line) => heard.push(line) });
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await service.stop()).toEqual({ code: 0, signal: null });
    expect(service.records().map(({ msg }) => msg)).toEqual(['listening', 'ending']);
    expect(heard).toEqual(service.lines());
  });

  it('passes on its own settings and nothing of this environment that could change them', async () => {
    process.env['REPLICATE_API_TOKEN'] = 'of-the-person-who-runs-the-tests';
    const service = await spawnService(sample);
    const names = (await (await fetch(service.url)).json()) as string[];
    expect(names).toEqual(expect.arrayContaining(['HTTP_HOST', 'HTTP_PORT', 'PATH', 'SAMPLE']));
    expect(names).not.toContain('REPLICATE_API_TOKEN');
    await service.stop();
  });

  it('ends as by a crash when it is killed', async () => {
    const service = await spawnService(sample);
    expect(await service.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await service.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('says what a service wrote that ends before it is ready, at once', async () => {
    const started = performance.now();
    const start = spawnService({ ...sample, env: { SAMPLE_ENDS: '1' } });
    await expect(start).rejects.toThrow(
      'sample did not become ready. Its last lines:\ncannot start: no luck',
    );
    await expect(start).rejects.toMatchObject({ cause: { message: 'it ended with exit code 3' } });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('takes a service that only misses what it may be patient for', async () => {
    const patient = { ...sample, patientFor: ['telegram'] };
    const service = await spawnService({ ...patient, env: { SAMPLE_MISSES: 'telegram' } });
    expect(service.waitsFor).toEqual(['telegram']);
    await service.stop();
    const misses = { SAMPLE_MISSES: 'telegram,nats' };
    const start = spawnService({ ...patient, env: misses, readyTimeoutMs: 1_500 });
    await expect(start).rejects.toThrow('sample did not become ready');
  });

  it('gives up a service that never gets ready, and ends it', async () => {
    const start = spawnService({ ...sample, env: { SAMPLE_NEVER_READY: '1' }, readyTimeoutMs: 1_500 });
    await expect(start).rejects.toMatchObject({
      cause: { message: 'Waited 1500 ms in vain for sample to be ready' },
    });
  });
});

describe('startChild', () => {
  it('says that there is no such program', async () => {
    const start = startChild({ name: 'ghost', file: '/nowhere/ghost', args: [], env: {} });
    await expect(start).rejects.toThrow('ghost could not be started');
  });

  it('kills what ignores SIGTERM', async () => {
    const args = ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"];
    const up = Promise.withResolvers<undefined>();
    const onLine = (): void => up.resolve(undefined);
    const child = await startChild({ name: 'deaf', file: process.execPath, args, env: {}, onLine });
    await up.promise;
    expect(await child.stop(100)).toEqual({ code: null, signal: 'SIGKILL' });
    expect(child.signal('SIGTERM')).toBe(false);
  });
});
