import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { checkClip, clipLimits, lastFrame, probe, stillsCommand, type MediaRunner } from '../src/index.js';
import { clipDirectory, ffmpeg, h264, pattern, rawRgb, realRunner, shownFrames, tone } from './clips.js';

const size = { width: 320, height: 180 };
const signal = new AbortController().signal;
const options = { signal };

/** Clips on which a careless last frame goes wrong. */
const oddClips: Record<string, (file: string) => Promise<void>> = {
  plain: (file) => ffmpeg(...pattern('320x180', 2), ...h264, '-bf', '0', file),
  'B-frames': (file) => ffmpeg(...pattern('320x180', 2), ...h264, '-bf', '5', '-b_strategy', '0', file),
  'variable frame rate': (file) =>
    ffmpeg(
      ...pattern('320x180', 3, '30'),
      '-vf',
      "select='not(mod(n,7))+lt(n,20)'",
      '-vsync',
      'vfr',
      ...h264,
      file,
    ),
  'sound three seconds longer than the picture': (file) =>
    ffmpeg(...pattern('320x180', 2), ...tone(5), ...h264, '-c:a', 'aac', file),
  'picture longer than the sound': (file) =>
    ffmpeg(...pattern('320x180', 3), ...tone(1), ...h264, '-c:a', 'aac', file),
  'picture that starts late': (file) =>
    ffmpeg('-itsoffset', '0.7', ...pattern('320x180', 2), ...tone(3), ...h264, '-c:a', 'aac', file),
  'one long group of pictures': (file) => ffmpeg(...pattern('320x180', 4), ...h264, '-g', '9999', file),
  'a single picture': (file) => ffmpeg(...pattern('320x180', 1, '1'), ...h264, file),
  'cut out by an edit list': async (file) => {
    await ffmpeg(...pattern('320x180', 4), ...h264, '-g', '24', `${file}.whole.mp4`);
    await ffmpeg('-ss', '1.3', '-i', `${file}.whole.mp4`, '-t', '1.5', '-c', 'copy', file);
  },
  '10 bit HEVC': (file) =>
    ffmpeg(
      ...pattern('320x180', 2),
      '-c:v',
      'libx265',
      '-pix_fmt',
      'yuv420p10le',
      '-x265-params',
      'log-level=error',
      file,
    ),
};

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
