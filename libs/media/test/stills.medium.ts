import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { checkClip, clipLimits, lastFrame, probe, stillsCommand, type MediaRunner } from '../src/index.js';
import { clipDirectory, ffmpeg, h264, pattern, rawRgb, realRunner, shownFrames, tone } from './clips.js';
import { oddClips } from './odd-clips.js';

const size = { width: 320, height: 180 };
const signal = new AbortController().signal;
const options = { signal };

describe('stills of real clips', () => {
  let directory: Awaited<ReturnType<typeof clipDirectory>>;
  let runner: MediaRunner;

  beforeAll(async () => {
    [directory, runner] = await Promise.all([clipDirectory(), realRunner()]);
  });
  afterAll(() => directory.remove());

  for (const [name, make] of Object.entries(oddClips)) {
    it(`are the exact first and last picture: ${name}`, async () => {
      const path = directory.path(`${name.replaceAll(' ', '-')}.mp4`);
      await make(path);
      const frames = await shownFrames(path, size);
      const stills = {
        firstFrame: `${path}.first.png`,
        lastFrame: `${path}.last.png`,
        thumbnail: `${path}.jpg`,
      };

      const found = await checkClip(runner, { path, limits: clipLimits, stills }, options);
      await lastFrame(runner, { path, probe: found, file: `${path}.sought.png` }, options);

      expect(found.video.frames).toBe(frames.length);
      expect((await rawRgb(stills.firstFrame)).equals(frames[0]!)).toBe(true);
      expect((await rawRgb(stills.lastFrame)).equals(frames.at(-1)!)).toBe(true);
      expect((await rawRgb(`${path}.sought.png`)).equals(frames.at(-1)!)).toBe(true);
    });
  }

  it('take any moment, and the last picture for one that is too late', async () => {
    const path = directory.path('moments.mp4');
    await ffmpeg(...pattern('320x180', 2), ...tone(4), ...h264, '-c:a', 'aac', path);
    const frames = await shownFrames(path, size);
    const found = await probe(runner, path, options);
    const files = [0, 1, 1.99, 99].map((seconds) => ({ seconds, file: `${path}.${seconds}.png` }));

    await runner.run(stillsCommand({ path, probe: found, moments: files }), options);

    const places = [0, 24, 47, 47];
    for (const [index, { file }] of files.entries()) {
      expect((await rawRgb(file)).equals(frames[places[index]!]!)).toBe(true);
    }
  });

  it('keep the thumbnail within the limits of a chat, even for noise', async () => {
    const path = directory.path('noise.mp4');
    await ffmpeg(...pattern('720x1280', 1), '-vf', 'noise=alls=100:allf=t', ...h264, path);
    const stills = { firstFrame: `${path}.1.png`, lastFrame: `${path}.2.png`, thumbnail: `${path}.jpg` };

    await checkClip(runner, { path, limits: clipLimits, stills }, options);

    const { width, height, format } = await sharp(stills.thumbnail).metadata();
    expect({ width, height, format }).toEqual({ width: 180, height: 320, format: 'jpeg' });
    expect((await stat(stills.thumbnail)).size).toBeLessThan(200_000);
  });
});
