import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type DataOf, FilmRequested, type FilmStitched, type MediaRef } from '@kinoline/contracts';
import { isFastStart } from '@kinoline/media';
import { type OtlpCollector, type SpawnedService, startOtlpCollector, waitFor } from '@kinoline/testing';
import { ClipStudio, ffmpeg } from './clip-studio.js';
import { type FilmEnding, startLine, type StitcherLine } from './stitcher-line.js';

const exec = promisify(execFile);

// A film is encoded in two passes, and some tests start a process or make two films.
jest.setTimeout(300_000);

describe('the stitcher between a real NATS and a real store', () => {
  let line: StitcherLine;
  let studio: ClipStudio;
  let stitcher: SpawnedService;
  let spans: OtlpCollector;

  beforeAll(async () => {
    line = await startLine();
    studio = new ClipStudio(line);
    spans = await startOtlpCollector();
    stitcher = await line.startStitcher(spans.environment);
    await Promise.all([
      studio.make('red.mp4', { colour: 'red' }),
      studio.make('lime.mp4', { colour: 'lime' }),
      studio.make('blue.mp4', { colour: 'blue', seconds: 3 }),
      studio.make('mute.mp4', { colour: 'blue', mute: true }),
      studio.make('small.mp4', { colour: 'lime', size: '640x360' }),
      studio.make('noise.mp4', { colour: 'lime', noisy: true }),
    ]);
    await studio.cut('cut.mp4', 'lime.mp4', 0.6);
  });
  afterAll(async () => {
    await line.stop();
    await spans.stop();
  });

  async function fetched(ref: MediaRef): Promise<string> {
    const path = line.path(`fetched-${ref.sha256}`);
    await line.store.getToFile(ref, path);
    return path;
  }

  /** What each second of a film shows in its lower half: the strongest colour. */
  async function colours(film: MediaRef): Promise<string[]> {
    const filter = 'fps=1:round=zero:start_time=0,crop=iw:ih/4:0:ih*3/4,scale=1:1,format=rgb24';
    const args = ['-nostdin', '-v', 'error', '-i', await fetched(film), '-vf', filter, '-f', 'rawvideo', '-'];
    const { stdout } = await exec('ffmpeg', args, { encoding: 'buffer' });
    return Array.from({ length: stdout.length / 3 }, (_, at) => {
      const pixel = [...stdout.subarray(at * 3, at * 3 + 3)];
      return ['red', 'lime', 'blue'][pixel.indexOf(Math.max(...pixel))] ?? '';
    });
  }

  async function sizeOf(picture: MediaRef): Promise<string> {
    const args = ['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0'];
    return (await exec('ffprobe', [...args, await fetched(picture)])).stdout.trim();
  }

  /** Codec, pixels and length of each stream of a file. */
  async function streamsOf(path: string): Promise<string[]> {
    const args = ['-v', 'error', '-show_entries', 'stream=codec_name,pix_fmt,duration', '-of', 'json', path];
    const { streams } = JSON.parse((await exec('ffprobe', args)).stdout) as {
      streams: { codec_name: string; pix_fmt?: string; duration: string }[];
    };
    return streams.map(({ codec_name: codec, pix_fmt: pixels = '', duration }) =>
      [codec, pixels, Number(duration).toFixed(1)].join(),
    );
  }

  function stitchedOf(ending: FilmEnding): DataOf<typeof FilmStitched> {
    if (!('stitched' in ending)) throw new Error(`no film: ${JSON.stringify(ending)}`);
    return ending.stitched;
  }

  it('joins clips that agree by copying, in order, and shows what is in the film', async () => {
    const film = await studio.film(['red.mp4', 'lime.mp4', 'blue.mp4']);
    await studio.frame(film, 'red.mp4');
    const stitched = stitchedOf(await line.stitch(film));
    expect(stitched).toMatchObject({
      facts: {
        seconds: 7,
        width: 1280,
        height: 720,
        framesPerSecond: 24,
        audio: { codec: 'aac', channels: 2 },
      },
      scenes: [
        { scene: 1, startsAt: 0 },
        { scene: 2, startsAt: 2 },
        { scene: 3, startsAt: 4 },
      ],
      ...{ conformed: [], adaptations: [], warnings: [] },
    });
    expect(await colours(stitched.film)).toEqual(['red', 'red', 'lime', 'lime', 'blue', 'blue', 'blue']);
    expect(await isFastStart(await fetched(stitched.film))).toBe(true);
    expect(await sizeOf(stitched.contactSheet)).toBe('mjpeg,996,576');
    expect(await sizeOf(stitched.thumbnail)).toBe('mjpeg,320,180');
    await waitFor(async () => (await line.workFolders()).length === 0, { what: 'the work folder to go' });
  });

  it('makes a smaller copy beside a film that is too large to be delivered', async () => {
    const film = await studio.film(['noise.mp4', 'noise.mp4'], { maxBytes: 200_000 });
    const stitched = stitchedOf(await line.stitch(film));
    expect(stitched).toMatchObject({ facts: { seconds: 4, height: 720 }, conformed: [], warnings: [] });
    expect(stitched.film.bytes).toBeGreaterThan(3_000_000);
    expect(stitched.smaller).toMatchObject({
      film: { key: `films/${film.jobId}/1/smaller.mp4`, contentType: 'video/mp4' },
      ...{ width: 854, height: 480 },
    });
    const copy = stitched.smaller!.film;
    expect(copy.bytes).toBeLessThanOrEqual(200_000);
    const path = await fetched(copy);
    expect(await isFastStart(path)).toBe(true);
    expect(await streamsOf(path)).toEqual(['h264,yuv420p,4.0', 'aac,,4.0']);
    expect(await colours(copy)).toEqual(['lime', 'lime', 'lime', 'lime']);
    await ffmpeg('-xerror', '-i', path, '-f', 'null', '-');
    await waitFor(async () => (await line.workFolders()).length === 0, { what: 'the work folder to go' });
  });

  it('makes no copy that would look bad, and none of a film that fits', async () => {
    const tooMuch = await studio.film(['noise.mp4'], { maxBytes: 40_000 });
    const small = await studio.film(['noise.mp4'], { maxBytes: 50_000_000 });
    for (const film of [tooMuch, small]) {
      const stitched = stitchedOf(await line.stitch(film));
      expect(stitched.facts.seconds).toBe(2);
      expect(stitched).not.toHaveProperty('smaller');
    }
  });

  it('conforms only what differs and leaves a damaged clip out, with a warning', async () => {
    const film = await studio.film(['red.mp4', 'cut.mp4', 'mute.mp4', 'small.mp4', 'blue.mp4']);
    const stitched = stitchedOf(await line.stitch(film));
    expect(stitched).toMatchObject({
      facts: { seconds: 9, width: 1280, height: 720 },
      scenes: [{ scene: 1 }, { scene: 3 }, { scene: 4 }, { scene: 5, startsAt: 6 }],
      conformed: [3, 4],
      adaptations: [{ kind: 'upscaled', asked: '720p', rendered: '360p' }],
      warnings: [{ code: 'clip-left-out', scene: 2 }],
    });
    const shown = ['red', 'red', 'blue', 'blue', 'lime', 'lime', 'blue', 'blue', 'blue'];
    expect(await colours(stitched.film)).toEqual(shown);
    expect(await sizeOf(stitched.thumbnail)).toBe('mjpeg,320,180');
  });

  it('finds a damaged clip although it was said to be sound', async () => {
    const film = await studio.film(['red.mp4', 'cut.mp4', 'blue.mp4']);
    await studio.frame(film, 'red.mp4');
    const stitched = stitchedOf(await line.stitch(film));
    expect(stitched).toMatchObject({
      scenes: [{ scene: 1 }, { scene: 3, startsAt: 2 }],
      warnings: [{ code: 'clip-left-out', scene: 2 }],
    });
  });

  it('encodes a clip that hides pictures, which a copy would show', async () => {
    // Cut without encoding, a clip keeps the pictures since the last key frame, and an edit list that hides them.
    await ffmpeg('-ss', '1', '-i', line.path('blue.mp4'), '-c', 'copy', line.path('trimmed.mp4'));
    const stitched = stitchedOf(await line.stitch(await studio.film(['red.mp4', 'trimmed.mp4'])));
    expect(stitched).toMatchObject({ conformed: [2], warnings: [] });
    expect(stitched.facts.seconds).toBeCloseTo(4, 1);
    expect(await colours(stitched.film)).toEqual(['red', 'red', 'blue', 'blue']);
  });

  it('shows every run of a tool in the trace of the message', async () => {
    const work = (name: string) => spans.spans().filter((span) => span.name.startsWith(name));
    await waitFor(() => work('process').length > 0, { what: 'the spans to arrive' });
    const [first] = work('process');
    const tools = spans.trace(first?.traceId ?? '').filter(({ name }) => name === 'ffmpeg');
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.map(({ parentSpanId }) => parentSpanId)).toEqual(tools.map(() => first?.spanId));
  });

  it('fails clearly when no clip is left', async () => {
    const film = await studio.film(['cut.mp4', 'cut.mp4']);
    expect(await line.stitch(film)).toMatchObject({
      failed: { code: 'no-usable-clip', warnings: [{ scene: 1 }, { scene: 2 }] },
    });
    expect(await line.workFolders()).toEqual([]);
  });

  it('makes no later cut without the clips it was to keep', async () => {
    const film = await studio.film(['red.mp4', 'lime.mp4', 'blue.mp4'], { cut: 2 });
    await line.store.remove(film.clips[2]!.clip.key);
    expect(await line.stitch(film)).toMatchObject({
      failed: { cut: 2, code: 'no-usable-clip', warnings: [{ code: 'clip-left-out', scene: 3 }] },
    });
  });

  it('crops to a square and takes the sound out, and says so', async () => {
    const film = await studio.film(['red.mp4', 'lime.mp4'], { aspect: '1:1', audio: false });
    const stitched = stitchedOf(await line.stitch(film));
    expect(stitched).toMatchObject({
      facts: { seconds: 4, width: 720, height: 720 },
      conformed: [1, 2],
      adaptations: [{ kind: 'cropped', asked: '1:1', rendered: '16:9' }, { kind: 'sound-removed' }],
    });
    expect(stitched.facts.audio).toBeUndefined();
    expect(await colours(stitched.film)).toEqual(['red', 'red', 'lime', 'lime']);
    expect(await sizeOf(stitched.thumbnail)).toBe('mjpeg,320,320');
  });

  it('gives a mute film a silent track, and says so', async () => {
    const film = await studio.film(['mute.mp4', 'mute.mp4']);
    expect(stitchedOf(await line.stitch(film))).toMatchObject({
      facts: { audio: { codec: 'aac' } },
      ...{ conformed: [], adaptations: [{ kind: 'sound-missing' }] },
    });
  });

  it('takes a film up again after a crash, and says its end once', async () => {
    const film = await studio.film(['red.mp4', 'small.mp4']);
    await line.publisher.say(FilmRequested, film);
    await waitFor(async () => (await line.workFolders()).length > 0, {
      what: 'the work to begin',
      intervalMs: 5,
    });
    await stitcher.kill('SIGKILL');
    stitcher = await line.startStitcher();
    stitchedOf(await line.ending(film));
    const said = (await line.history.read(film.jobId)).map(({ message }) => message.name);
    expect(said).toEqual(['FilmRequested', 'FilmStitched']);
  });

  it('waits for a store that is away', async () => {
    const film = await studio.film(['red.mp4']);
    await line.storeDoor.shut();
    await line.publisher.say(FilmRequested, film);
    const retried = /kinoline_retries_total\{message="FilmRequested"\} [1-9]/;
    const metrics = async () => (await fetch(`${stitcher.url}/metrics`)).text();
    await waitFor(async () => retried.test(await metrics()), { what: 'a retry' });
    line.storeDoor.open();
    expect(stitchedOf(await line.ending(film)).scenes).toHaveLength(1);
    const timed = /kinoline_stage_duration_seconds_count\{stage="stitch"\} [1-9]/;
    await waitFor(async () => timed.test(await metrics()), { what: 'the work to be timed' });
    expect(await metrics()).toMatch(/kinoline_joined_clips_total\{part="picture",how="copied"\} [1-9]/);
  });

  it('ends in order at SIGTERM, and keeps intermediates when asked to', async () => {
    expect(await stitcher.stop(30_000)).toMatchObject({ code: 0 });
    const before = await line.workFolders();
    stitcher = await line.startStitcher({ KEEP_INTERMEDIATES: 'true' });
    stitchedOf(await line.stitch(await studio.film(['red.mp4', 'lime.mp4'])));
    const kept = (await line.workFolders()).filter((name) => !before.includes(name));
    expect(kept).toEqual([expect.stringMatching(/^kinoline-kept-stitcher-/)]);
    expect(await readdir(line.path(`work/${kept[0] ?? ''}`))).toContain('1-clip.mp4');
  });

  it('refuses to start without ffmpeg, and says what to do', async () => {
    await expect(line.startStitcher({ FFMPEG_PATH: '/nowhere/ffmpeg' })).rejects.toThrow(
      /FFMPEG_PATH is set, but nothing executable is there.*apt-get install ffmpeg/s,
    );
  });
});
