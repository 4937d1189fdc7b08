import { randomUUID } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MediaRef } from '@kinoline/contracts';
import { takeKey } from '@kinoline/media-store';
import { type SpawnedService, waitFor } from '@kinoline/testing';
import sharp from 'sharp';
import type { ArrivedClip } from '../src/take-end.js';
import { arrivedClip, mediaRef } from './arrived-clip.js';
import { ffmpeg, type FramerLine, startLine } from './framer-line.js';

// Some tests start a process and wait for work that was begun anew.
jest.setTimeout(180_000);

/** A job of its own for every test; version 7 of the UUID in form, random in content. */
function newJobId(): string {
  return randomUUID().replace(/^(.{14})4/, '$17');
}

describe('the framer between a real NATS and a real store', () => {
  let line: FramerLine;
  let framer: SpawnedService;

  beforeAll(async () => {
    line = await startLine();
    framer = await line.startFramer();
    const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=24:d=4'];
    const sound = ['-f', 'lavfi', '-i', 'sine=d=6'];
    await ffmpeg(...picture, ...sound, ...h264, '-bf', '3', '-c:a', 'aac', line.path('good.mp4'));
    await still(0, 'first.png');
    await still(95, 'last.png');
  });
  afterAll(() => line.stop());

  /** One picture of the clip, by its place; the same path to RGB as in the library, so that it is equal to the byte. */
  async function still(place: number, name: string): Promise<void> {
    const filter = `select='eq(n,${place})',scale=flags=accurate_rnd+full_chroma_int,format=rgb24`;
    await ffmpeg('-i', line.path('good.mp4'), '-an', '-vf', filter, '-frames:v', '1', line.path(name));
  }

  async function arrived(file: string, changes: Partial<ArrivedClip> = {}): Promise<ArrivedClip> {
    const jobId = newJobId();
    const clip = await line.store.putFile(takeKey(jobId, 2, 1, 'clip.mp4'), line.path(file), {
      contentType: 'video/mp4',
    });
    return arrivedClip({ jobId, clip, ...changes });
  }

  async function rawPicture(picture: Buffer | string): Promise<Buffer> {
    return sharp(picture).removeAlpha().raw().toBuffer();
  }

  async function shows(ref: MediaRef, file: string): Promise<boolean> {
    const [stored, wanted] = await Promise.all([
      line.store.get(ref).then(rawPicture),
      rawPicture(line.path(file)),
    ]);
    return stored.equals(wanted);
  }

  it('turns a clip into a scene with its exact frames, thumbnail and seam', async () => {
    const previous = await line.store.putFile(takeKey(newJobId(), 1, 1, 'last.png'), line.path('first.png'), {
      contentType: 'image/png',
    });
    const clip = await arrived('good.mp4', { previousLastFrame: previous });
    await line.announce(clip);

    const ending = await line.ending(clip);

    expect(ending).toMatchObject({
      rendered: {
        clip: clip.clip,
        costUsd: clip.costUsd,
        facts: {
          seconds: 4,
          width: 1280,
          height: 720,
          framesPerSecond: 24,
          audio: { codec: 'aac', channels: 1 },
        },
        seam: {
          kind: 'continuous',
          measure: { ssim: 1, colourDistance: 0 },
        },
      },
    });
    if (!('rendered' in ending)) throw new Error('not rendered');
    const { firstFrame, lastFrame, thumbnail } = ending.rendered;
    expect(await shows(firstFrame, 'first.png')).toBe(true);
    expect(await shows(lastFrame, 'last.png')).toBe(true);
    expect(await sharp(await line.store.get(thumbnail)).metadata()).toMatchObject({
      format: 'jpeg',
      width: 320,
    });
    await waitFor(async () => (await line.workFolders()).length === 0, { what: 'the work folder to go' });
  });

  it('fails a clip cut to 60 %, at the first try', async () => {
    await writeFile(line.path('cut.mp4'), await readFile(line.path('good.mp4')));
    await truncate(line.path('cut.mp4'), Math.floor((await readFile(line.path('good.mp4'))).length * 0.6));
    const clip = await arrived('cut.mp4');
    await line.announce(clip);
    expect(await line.ending(clip)).toMatchObject({
      failed: { code: 'clip-damaged', retakeMayHelp: true, costUsd: clip.costUsd },
    });
    expect(await line.workFolders()).toEqual([]);
  });

  it('fails a playlist that calls itself a clip, without opening what it names', async () => {
    await writeFile(line.path('list.mp4'), `ffconcat version 1.0\nfile '${line.path('good.mp4')}'\n`);
    const clip = await arrived('list.mp4');
    await line.announce(clip);
    const ending = await line.ending(clip);
    expect(ending).toMatchObject({
      failed: { code: 'clip-damaged', detail: expect.stringContaining('mp4') },
    });
  });

  it('fails a clip that is not in the store any more', async () => {
    const jobId = newJobId();
    const clip = arrivedClip({ jobId, clip: mediaRef(takeKey(jobId, 2, 1, 'clip.mp4'), 'video/mp4') });
    await line.announce(clip);
    expect(await line.ending(clip)).toMatchObject({ failed: { code: 'output-lost' } });
  });

  it('keeps the scene when the frame before it is gone', async () => {
    const clip = await arrived('good.mp4', { previousLastFrame: mediaRef('jobs/gone/last.png') });
    await line.announce(clip);
    expect(await line.ending(clip)).toMatchObject({ rendered: { seam: { kind: 'continuous' } } });
  });

  it('takes a clip up again after a crash, and says its end once', async () => {
    const clip = await arrived('good.mp4');
    await line.announce(clip);
    await waitFor(async () => (await line.workFolders()).length > 0, {
      what: 'the work to begin',
      intervalMs: 5,
    });
    await framer.kill('SIGKILL');
    framer = await line.startFramer();

    expect(await line.ending(clip)).toHaveProperty('rendered');

    const said = (await line.history.read(clip.jobId)).map(({ message }) => message.name);
    expect(said).toEqual(['ClipGenerated', 'SceneRendered']);
  });

  it('waits for a store that is away', async () => {
    const clip = await arrived('good.mp4');
    await line.storeDoor.shut();
    await line.announce(clip);
    const retried = /kinoline_retries_total\{message="ClipGenerated"\} [1-9]/;
    await waitFor(async () => retried.test(await (await fetch(`${framer.url}/metrics`)).text()), {
      what: 'a retry',
    });
    line.storeDoor.open();
    expect(await line.ending(clip)).toHaveProperty('rendered');
  });

  it('ends in order at SIGTERM', async () => {
    const other = await line.startFramer();
    expect(await other.stop(30_000)).toMatchObject({ code: 0 });
  });
});
