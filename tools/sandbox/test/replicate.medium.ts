import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor } from '@kinoline/testing';
import type { TemporaryFolder } from '@kinoline/testing';
import { moderationText, startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import { drawPicture, inspect, likeness } from './picture.js';
import { authorization, create, ended, fast, finish, get, post, reach, small } from './replicate-client.js';
import type { PredictionJson } from './replicate-client.js';

let sandbox: Sandbox;
let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('replicate');
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});
afterEach(() => sandbox.reset());

async function download(url: string | null): Promise<string> {
  const path = join(folder.path, `${String(Math.random()).slice(2)}.mp4`);
  const response = await fetch(url ?? '');
  expect(response.status).toBe(200);
  await writeFile(path, await response.bytes());
  return path;
}

describe('a prediction', () => {
  it('goes from starting to succeeded, echoes its input and has a file', async () => {
    const webhook = 'http://127.0.0.1:9/hook?token=secret';
    const started = await create(sandbox, small, { webhook });
    expect(started).toMatchObject({ status: 'starting', input: small, webhook });
    expect(started).not.toHaveProperty('output');
    const done = await reach(started, ...ended);
    expect(done).toMatchObject({ status: 'succeeded', error: null });
    expect(done.metrics.predict_time).toBeGreaterThan(0);
    expect(await inspect(await download(done.output))).toMatchObject({
      frames: 96,
      width: 1280,
      audio: false,
    });
  });

  it('starts on an uploaded image and ends on a data URI', async () => {
    const start = join(folder.path, 'start.png');
    const end = join(folder.path, 'end.jpg');
    await drawPicture('mandelbrot=size=640x360', start);
    await drawPicture('testsrc2=size=640x360', end);
    const form = new FormData();
    form.append('content', new Blob([await readFile(start)], { type: 'image/png' }), 'start.png');
    const uploaded = await fetch(`${sandbox.replicateBaseUrl}/v1/files`, {
      method: 'POST',
      headers: authorization,
      body: form,
    });
    expect(uploaded.status).toBe(201);
    const { urls } = (await uploaded.json()) as { urls: { get: string } };
    const last_frame = `data:image/jpeg;base64,${(await readFile(end)).toString('base64')}`;
    const done = await finish(sandbox, { ...small, image: urls.get, last_frame });
    const clip = await download(done.output);
    expect(await likeness(clip, 0, start)).toBeGreaterThan(0.97);
    expect(await likeness(clip, 95, end)).toBeGreaterThan(0.97);
  });

  it('fails when its image cannot be had', async () => {
    const done = await finish(sandbox, { ...small, image: 'http://127.0.0.1:9/x.png' });
    expect(done).toMatchObject({ status: 'failed', output: null });
    expect(done.error).toContain('Failed to download input file');
  });

  it('is cancelled, also while it hangs', async () => {
    sandbox.behave({ match: { promptIncludes: 'fox' }, action: { kind: 'hang' } });
    const started = await create(sandbox);
    await reach(started, 'processing');
    await fetch(started.urls.cancel, { method: 'POST', headers: authorization });
    expect(await get(started.urls.get)).toMatchObject({ status: 'canceled', output: null });
  });

  it('is waited for with Prefer: wait', async () => {
    const response = await post(sandbox, { input: small }, fast, { prefer: 'wait' });
    expect(await response.json()).toMatchObject({ status: 'succeeded' });
  });

  it('loses its data and its file when it expires', async () => {
    const brief = await startSandbox({ expiry: { predictionMs: 3_000 } });
    try {
      const done = await finish(brief);
      const gone = await waitFor(
        async () => {
          const now = await get(done.urls.get);
          return now.data_removed && now;
        },
        { what: 'the data to be removed' },
      );
      expect(gone).toMatchObject({ status: 'succeeded', output: null, input: {}, logs: '' });
      expect((await fetch(done.output ?? '')).status).toBe(404);
    } finally {
      await brief.stop();
    }
  });
});

describe('refusals', () => {
  it.each([
    [{ prompt: 'x', duration_seconds: 4 }, 'Additional property duration_seconds is not allowed'],
    [{ prompt: 'x', duration: 5 }, 'duration must be one of the following: 4, 6, 8'],
    [{ prompt: 'x', duration: '4' }, 'Invalid type. Expected: integer'],
    [{ duration: 4 }, 'prompt is required'],
  ])('refuses %j with 422 and costs nothing', async (input, words) => {
    const before = sandbox.ledger().length;
    const response = await post(sandbox, { input });
    expect(response.status).toBe(422);
    const body = (await response.json()) as { detail: string; invalid_fields: unknown[] };
    expect(body).toMatchObject({ title: 'Input validation failed', status: 422 });
    expect(body.detail).toContain(words);
    expect(sandbox.ledger()).toHaveLength(before);
  });

  it('knows no other models and no other tokens', async () => {
    expect((await post(sandbox, { input: small }, 'google/veo-3-1-fast')).status).toBe(404);
    const refused = await post(sandbox, { input: small }, fast, { authorization: 'Bearer wrong' });
    expect(await refused.json()).toMatchObject({ title: 'Unauthenticated', status: 401 });
  });

  it('throttles creations over the limit', async () => {
    const strict = await startSandbox({ limits: { createsPerMinute: 1 } });
    try {
      await create(strict);
      const response = await post(strict, { input: small });
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await strict.stop();
    }
  });
});

describe('the list', () => {
  it('is paged, newest first, and filtered by time', async () => {
    sandbox.behave({ action: { kind: 'null-output' } });
    const made: PredictionJson[] = [];
    for (let index = 0; index < 103; index += 1) made.push(await create(sandbox));
    interface ListJson {
      readonly next: string;
      readonly previous: string;
      readonly results: readonly PredictionJson[];
    }
    const first = await get<ListJson>(`${sandbox.replicateBaseUrl}/v1/predictions`);
    expect(first.results).toHaveLength(100);
    expect(first.results[0]?.id).toBe(made.at(-1)?.id);
    const second = await get<ListJson>(first.next);
    expect(second.results.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id, made[0]?.id]);
    expect(second.next).toBeNull();
    expect((await get<ListJson>(second.previous)).results[0]?.id).toBe(made.at(-1)?.id);
    const later = new Date(Date.now() + 60_000).toISOString();
    const none = await get<ListJson>(`${sandbox.replicateBaseUrl}/v1/predictions?created_after=${later}`);
    expect(none.results).toEqual([]);
  });
});

const spoilt = ['truncated', 'playlist', 'empty', 'wrong-length', 'missing'] as const;
const looksSpoilt: Record<(typeof spoilt)[number], (response: Response) => Promise<void>> = {
  truncated: async (response) => {
    const path = join(folder.path, 'truncated.mp4');
    await writeFile(path, await response.bytes());
    await expect(inspect(path)).rejects.toThrow();
  },
  playlist: async (response) => {
    expect(await response.text()).toContain('ffconcat');
  },
  empty: async (response) => {
    expect(await response.bytes()).toHaveLength(0);
  },
  'wrong-length': async (response) => {
    await expect(response.bytes()).rejects.toThrow();
  },
  missing: async (response) => {
    expect(response.status).toBe(404);
    await response.body?.cancel();
  },
};

describe('on demand', () => {
  it('drops the connection after accepting: one ledger entry, and the prediction goes on', async () => {
    const before = sandbox.ledger().length;
    sandbox.behave({ match: { model: fast }, action: { kind: 'drop', when: 'after' }, times: 1 });
    await expect(create(sandbox)).rejects.toThrow();
    expect(sandbox.ledger()).toHaveLength(before + 1);
    const id = sandbox.ledger().at(-1)?.id ?? '';
    const url = `${sandbox.replicateBaseUrl}/v1/predictions/${id}`;
    const found = await get(url);
    expect((await reach(found, ...ended)).status).toBe('succeeded');
  });

  it('drops the connection before accepting: no ledger entry', async () => {
    const before = sandbox.ledger().length;
    sandbox.behave({ action: { kind: 'drop', when: 'before' }, times: 1 });
    await expect(create(sandbox)).rejects.toThrow();
    expect(sandbox.ledger()).toHaveLength(before);
    expect(await create(sandbox)).toMatchObject({ status: 'starting' });
  });

  it('answers with an error of its choice, so many times', async () => {
    sandbox.behave({ action: { kind: 'respond', status: 429, retryAfter: 7 }, times: 1 });
    const response = await post(sandbox, { input: small });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await post(sandbox, { input: small })).status).toBe(201);
  });

  it('fails, refuses, gives nothing', async () => {
    sandbox.behave({ action: { kind: 'fail', error: 'out of memory' }, times: 1 });
    sandbox.behave({ action: { kind: 'moderate' }, times: 1 });
    sandbox.behave({ action: { kind: 'null-output' }, times: 1 });
    expect(await finish(sandbox)).toMatchObject({ status: 'failed', error: 'out of memory' });
    expect(await finish(sandbox)).toMatchObject({ status: 'failed', error: moderationText });
    expect(await finish(sandbox)).toMatchObject({ status: 'succeeded', output: null });
  });

  it.each(spoilt)('delivers a %s file', async (defect) => {
    sandbox.behave({ action: { kind: 'clip', defect }, times: 1 });
    const { output } = await finish(sandbox);
    await looksSpoilt[defect](await fetch(output ?? ''));
  });

  it('delivers a whole file but not the one that was asked for', async () => {
    sandbox.behave({ action: { kind: 'clip', defect: 'other-size' }, times: 1 });
    sandbox.behave({ action: { kind: 'clip', defect: 'mute' }, times: 1 });
    const audible = { ...small, generate_audio: true };
    const [other, mute] = [await finish(sandbox, audible), await finish(sandbox, audible)];
    expect(await inspect(await download(other.output))).toMatchObject({
      width: 640,
      height: 480,
      audio: true,
    });
    expect(await inspect(await download(mute.output))).toMatchObject({ width: 1280, audio: false });
  });
});

describe('ready clips', () => {
  it('answer a warmed request without rendering, whatever its start image and its prompt', async () => {
    const dataDir = join(folder.path, 'ready');
    const ready = await startSandbox({ readyClips: true, dataDir });
    try {
      await ready.warm([{ model: fast, input: { duration: 4, resolution: '720p' } }]);
      const image = join(folder.path, 'other.png');
      await drawPicture('testsrc2=size=640x360', image);
      const data = `data:image/png;base64,${(await readFile(image)).toString('base64')}`;
      const renderings = await readdir(join(dataDir, 'renderings'));
      const done = await finish(ready, {
        prompt: 'never seen',
        duration: 4,
        resolution: '720p',
        image: data,
      });
      expect(done.status).toBe('succeeded');
      expect(await readdir(join(dataDir, 'renderings'))).toEqual(renderings);
    } finally {
      await ready.stop();
    }
  });
});
