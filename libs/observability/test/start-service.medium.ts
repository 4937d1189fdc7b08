import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { basicEnvironment, freePort, spawnService, startChild } from '@kinoline/testing';

const entry = fileURLToPath(new URL('sample-main.mjs', import.meta.url));
const token = 'r8-sample-0123456789';

const spawn = (env: Record<string, string> = {}) =>
  spawnService({ name: 'sample', entry, env: { SAMPLE_TOKEN: token, ...env } });

/** Starts it with settings it must refuse, and tells how it ended and what it wrote. */
async function refusal(env: Record<string, string>): Promise<{ code: number | null; written: string }> {
  const child = await startChild({
    name: 'sample',
    file: process.execPath,
    args: [entry],
    env: { ...basicEnvironment(), ...env },
  });
  const { code } = await child.exited;
  return { code, written: child.log.all().join('\n') };
}

describe('startService', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'starts without an OTLP endpoint and ends in order at %s',
    async (signal) => {
      const service = await spawn();
      expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
      expect(await service.kill(signal)).toEqual({ code: 0, signal: null });
      expect(service.records().map(({ msg }) => msg)).toEqual(
        expect.arrayContaining(['health and metrics listen', 'started', 'shutting down']),
      );
    },
  );

  it('listens where it is told', async () => {
    const port = await freePort();
    const service = await spawn({ HTTP_PORT: String(port) });
    expect(service.url).toBe(`http://127.0.0.1:${port}`);
    await service.stop();
  });

  it('ends with code 1 when the orderly end takes too long', async () => {
    const service = await spawn({ SAMPLE_STUCK: '1' });
    expect(await service.kill('SIGTERM')).toEqual({ code: 1, signal: null });
  });

  it('logs an error nobody caught, without the secret in it, and ends with code 1', async () => {
    const service = await spawn();
    expect(await service.kill('SIGUSR2')).toEqual({ code: 1, signal: null });
    expect(service.records().at(-1)).toMatchObject({
      level: 'fatal',
      err: { message: 'lost, with [secret] in it' },
    });
    expect(service.lines().join('\n')).not.toContain(token);
  });

  it.each([
    ['a missing setting', {}, 'sample: settings: SAMPLE_TOKEN is not set'],
    [
      'wrong settings',
      { SAMPLE_TOKEN: token, SAMPLE_SECONDS: '61', HTTP_PORT: 'http' },
      'sample: settings: HTTP_PORT must be a whole number from 0 to 65535; SAMPLE_SECONDS must be a whole number from 1 to 60',
    ],
  ])('refuses %s in one line with exit code 1', async (_case, env, line) => {
    expect(await refusal(env)).toEqual({ code: 1, written: line });
  });

  it('refuses a port that is taken', async () => {
    const first = await spawn();
    const { code, written } = await refusal({ SAMPLE_TOKEN: token, HTTP_PORT: new URL(first.url).port });
    expect(code).toBe(1);
    expect(written).toContain('sample: listen EADDRINUSE');
    await first.stop();
  });
});
