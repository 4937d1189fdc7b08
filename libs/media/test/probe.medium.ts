import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MediaRunner, probe, type MediaProbe } from '../src/index.js';
import { clipDirectory, ffmpeg, h264, pattern, realRunner, tone } from './clips.js';
import { oddClips } from './odd-clips.js';

const options = { signal: new AbortController().signal };

describe('the probe of real clips', () => {
  let directory: Awaited<ReturnType<typeof clipDirectory>>;
  let runner: MediaRunner;
  let withoutFfprobe: MediaRunner;

  beforeAll(async () => {
    [directory, runner] = await Promise.all([clipDirectory(), realRunner()]);
    withoutFfprobe = new MediaRunner({ ffmpeg: runner.tools.ffmpeg, origin: 'ffmpeg-static' });
  });
  afterAll(() => directory.remove());

  /** What only ffprobe can say; the hash is made in another way. */
  function comparable({ video, audio, ...file }: MediaProbe) {
    const { level, extradataHash, ...picture } = video;
    const { extradataHash: soundHash, ...sound } = audio ?? {};
    expect(typeof level).toBe('number');
    expect([extradataHash, soundHash ?? 'none']).not.toContain(undefined);
    return { ...file, picture, sound };
  }

  for (const [name, make] of Object.entries(oddClips)) {
    it(`is the same without ffprobe: ${name}`, async () => {
      const path = directory.path(`${name.replaceAll(' ', '-')}.mp4`);
      await make(path);
      const [byProbe, byList] = await Promise.all([
        probe(runner, path, options),
        probe(withoutFfprobe, path, options),
      ]);
      const level = byProbe.video.level ?? 0;
      expect(comparable({ ...byList, video: { level, ...byList.video } })).toEqual(comparable(byProbe));
    });
  }

  it('tells rotation, colours, stereo and a data track', async () => {
    const path = directory.path('turned.mp4');
    const colours = [
      '-color_range',
      'tv',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
    ];
    await ffmpeg(
      ...pattern('320x180', 1),
      ...tone(1),
      ...h264,
      ...colours,
      '-c:a',
      'aac',
      '-ac',
      '2',
      `${path}.mp4`,
    );
    await ffmpeg(
      '-i',
      `${path}.mp4`,
      '-c',
      'copy',
      '-metadata:s:v',
      'rotate=90',
      '-timecode',
      '00:00:00:00',
      path,
    );
    for (const found of [await probe(runner, path, options), await probe(withoutFfprobe, path, options)]) {
      expect(found).toMatchObject({
        video: {
          rotation: expect.any(Number),
          colour: { range: 'tv', space: 'bt709', primaries: 'bt709', transfer: 'bt709' },
        },
        audio: { channels: 2, channelLayout: 'stereo', sampleRate: 44100 },
        streams: ['video', 'audio', 'data'],
      });
    }
  });

  it.each(['/nowhere/clip.mp4'])('fails for a file that is not there', async (path) => {
    await expect(probe(runner, path, options)).rejects.toMatchObject({ kind: 'failed' });
    await expect(probe(withoutFfprobe, path, options)).rejects.toMatchObject({ kind: 'failed' });
  });
});
