import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFile, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { checkClip, clipLimits, MediaError, type ClipLimits, type MediaRunner } from '../src/index.js';
import { clipDirectory, ffmpeg, h264, pattern, realRunner, tone } from './clips.js';

const options = { signal: new AbortController().signal };

describe('clips from outside', () => {
  let directory: Awaited<ReturnType<typeof clipDirectory>>;
  let runner: MediaRunner;
  let good: string;

  beforeAll(async () => {
    [directory, runner] = await Promise.all([clipDirectory(), realRunner()]);
    good = directory.path('good.mp4');
    await ffmpeg(...pattern('640x360', 3), ...tone(3), ...h264, '-c:a', 'aac', good);
  });
  afterAll(() => directory.remove());

  async function refusal(path: string, limits: Partial<ClipLimits> = {}): Promise<MediaError> {
    const found: unknown = await checkClip(
      runner,
      { path, limits: { ...clipLimits, ...limits } },
      options,
    ).catch((error: unknown) => error);
    if (!(found instanceof MediaError)) throw new Error('the clip was accepted', { cause: found });
    return found;
  }

  async function copyOfGood(name: string): Promise<string> {
    const path = directory.path(name);
    await copyFile(good, path);
    return path;
  }

  it('pass when they are sound', async () => {
    const found = await checkClip(runner, { path: good, limits: clipLimits }, options);
    expect(found).toMatchObject({
      seconds: expect.closeTo(3, 1),
      video: {
        codec: 'h264',
        width: 640,
        height: 360,
        frameRate: { num: 24, den: 1 },
        variableFrameRate: false,
      },
      audio: { codec: 'aac', channels: 1 },
    });
  });

  it('pass when they are mute', async () => {
    const path = directory.path('mute.mp4');
    await ffmpeg(...pattern('320x180', 1), ...h264, path);
    expect(await checkClip(runner, { path, limits: clipLimits }, options)).not.toHaveProperty('audio');
  });

  it.each([0.6, 0.95])(
    'are refused when cut to %d of their length, though they probe as whole',
    async (part) => {
      const path = await copyOfGood(`cut-${part}.mp4`);
      await truncate(path, Math.floor((await readFile(path)).length * part));
      expect((await refusal(path)).kind).toBe('damaged-input');
    },
  );

  it('are refused when bytes in the middle are overwritten', async () => {
    const path = await copyOfGood('scratched.mp4');
    await using file = await open(path, 'r+');
    const middle = Math.floor((await file.stat()).size / 2);
    await file.write(Buffer.alloc(4096, 0xa5), 0, 4096, middle);
    expect((await refusal(path)).kind).toBe('damaged-input');
  });

  it.each([
    ['a playlist', `ffconcat version 1.0\nfile 'good.mp4'\n`],
    ['a playlist behind a forged start', `\0\0\0\x18ftypffconcat version 1.0\nfile 'good.mp4'\n`],
    ['an HLS playlist behind a forged start', '\0\0\0\x10ftypisom\0\0\0\0#EXTM3U\n#EXTINF:1,\ngood.mp4\n'],
    ['a web page', '<html>404</html>'],
    ['noise behind a forged start', `\0\0\0\x18ftypisom${'kinoline'.repeat(500)}`],
    ['nothing', ''],
  ])('are refused when they are %s', async (name, content) => {
    const path = directory.path(`${name.replaceAll(' ', '-')}.mp4`);
    await writeFile(path, content, 'latin1');
    expect((await refusal(path)).kind).toBe('damaged-input');
  });

  it('are refused in another container', async () => {
    const path = directory.path('matroska.mp4');
    await ffmpeg('-i', good, '-c', 'copy', '-f', 'matroska', path);
    expect((await refusal(path)).message).toContain('does not start like an mp4');
  });

  it('are refused when the picture is huge', async () => {
    const path = directory.path('huge.mp4');
    await ffmpeg('-f', 'lavfi', '-i', 'color=s=8192x8192:r=1:d=1', ...h264, '-preset', 'ultrafast', path);
    expect((await refusal(path)).message).toContain('8192 x 8192');
  });

  it.each([
    ['too long', { maxSeconds: 2 }, '3.0 s long'],
    ['too many pictures', { maxFrames: 71 }, '72 pictures'],
    ['too many bytes', { maxBytes: 1000 }, 'more than 1000'],
  ])('are refused when %s', async (_, limits, reason) => {
    expect((await refusal(good, limits)).message).toContain(reason);
  });

  it('are refused with a stream that is neither picture nor sound', async () => {
    const path = directory.path('subtitled.mp4');
    await writeFile(`${path}.srt`, '1\n00:00:00,000 --> 00:00:01,000\nhello\n');
    await ffmpeg('-i', good, '-i', `${path}.srt`, '-c', 'copy', '-c:s', 'mov_text', path);
    expect((await refusal(path)).message).toContain('subtitle stream');
  });

  it('are refused without a picture', async () => {
    const path = directory.path('sound-only.mp4');
    await ffmpeg(...tone(1), '-c:a', 'aac', path);
    expect((await refusal(path)).message).toContain('no picture stream');
  });

  it('are refused with a codec no model makes', async () => {
    const path = directory.path('mpeg4.mp4');
    await ffmpeg(...pattern('320x180', 1), '-c:v', 'mpeg4', path);
    expect((await refusal(path)).message).toContain('picture codec mpeg4');
  });
});
