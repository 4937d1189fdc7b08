import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type FfmpegCommand,
  isFastStart,
  locateTools,
  MediaRunner,
  planShrink,
  probe,
  type RunOptions,
  type RunResult,
  shrinkFilm,
  type ShrunkFilm,
} from '../src/index.js';
import { clipDirectory, ffmpeg, realRunner } from './clips.js';

const exec = promisify(execFile);
const signal = new AbortController().signal;

let runner: MediaRunner;
let directory: Awaited<ReturnType<typeof clipDirectory>>;

beforeAll(async () => {
  runner = await realRunner();
  directory = await clipDirectory();
  await makeNoise('long.mp4', '320x180', 60);
  await makeNoise('short.mp4', '320x180', 6);
}, 120_000);
afterAll(() => directory.remove());

/** The worst there is for an encoder: noise that is new in every picture, at about 8 Mbit/s. */
async function makeNoise(name: string, size: string, seconds: number): Promise<void> {
  await ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=24:d=${seconds},noise=alls=40:allf=t`],
    ...['-f', 'lavfi', '-i', `sine=f=440:r=48000:d=${seconds}`, '-c:a', 'aac', '-b:a', '192k', '-ac', '2'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p'],
    ...['-movflags', '+faststart', directory.path(name)],
  );
}

async function shrink(
  name: string,
  maxBytes: number,
  by: MediaRunner = runner,
  options: RunOptions = { signal },
): Promise<ShrunkFilm> {
  const film = directory.path(name);
  const found = await probe(runner, film, { signal });
  const plan = planShrink(found, maxBytes);
  if (plan === undefined) throw new Error('the film cannot be made to fit');
  const folder = directory.path(`work-${String(maxBytes)}-${name}`);
  await mkdir(folder);
  return shrinkFilm(by, { film, video: found.video, plan, maxBytes, folder }, options);
}

/** Decodes everything with every error fatal, apart from the code under test. */
async function decodes(file: string): Promise<void> {
  await exec('ffmpeg', ['-nostdin', '-v', 'error', '-xerror', '-i', file, '-f', 'null', '-']);
}

/** A runner whose encoder once disregards the rate: the second pass takes so many times the bits. */
class CarelessRunner extends MediaRunner {
  readonly rates: number[] = [];

  constructor(
    tools: MediaRunner['tools'],
    private readonly factors: number[],
  ) {
    super(tools);
  }

  override run(command: FfmpegCommand, options: RunOptions): Promise<RunResult> {
    const outputs = command.outputs.map((output) => ({ ...output, options: this.careless(output.options) }));
    return super.run({ ...command, outputs }, options);
  }

  private careless(options: readonly string[]): readonly string[] {
    if (options[options.indexOf('-pass') + 1] !== '2') return options;
    const factor = this.factors.shift() ?? 1;
    this.rates.push(rateIn(options));
    const limits = ['-b:v', '-maxrate', '-bufsize'];
    return options.map((option, at) =>
      limits.includes(options[at - 1] ?? '') ? String(Number(option) * factor) : option,
    );
  }
}

function rateIn(options: readonly string[]): number {
  return Number(options[options.indexOf('-b:v') + 1]);
}

describe('shrinkFilm', () => {
  it('makes a minute of noise fit, and leaves nothing out of it', async () => {
    const maxBytes = 1_500_000;
    const before = await probe(runner, directory.path('long.mp4'), { signal });
    expect(before.bytes).toBeGreaterThan(5 * maxBytes);
    const copy = await shrink('long.mp4', maxBytes);
    const { length } = await readFile(copy.path);
    expect(length).toBe(copy.bytes);
    expect(length).toBeLessThanOrEqual(maxBytes);
    // The bytes are used, not only kept to.
    expect(length).toBeGreaterThan(0.95 * maxBytes);
    const { video, audio, bytes } = await probe(runner, copy.path, { signal });
    expect({ ...video, bytes }).toMatchObject({
      ...{
        width: 320,
        height: 180,
        frames: 1440,
        seconds: 60,
        codec: 'h264',
        pixelFormat: 'yuv420p',
        bytes: length,
      },
      colour: { space: 'bt709', range: 'tv' },
    });
    expect(audio).toMatchObject({ codec: 'aac', sampleRate: 48_000, channels: 2 });
    expect(audio?.seconds).toBeCloseTo(60, 1);
    expect(await isFastStart(copy.path)).toBe(true);
    await decodes(copy.path);
  }, 120_000);

  it('tries once more at a lower rate when the file came out too large', async () => {
    const careless = new CarelessRunner(await locateTools(), [1.3]);
    const copy = await shrink('short.mp4', 150_000, careless);
    const [first = 0, second = 0] = careless.rates;
    expect(second).toBeLessThan(0.9 * first);
    expect(copy.bytes).toBeLessThanOrEqual(150_000);
    await decodes(copy.path);
  }, 60_000);

  it('gives up when it is too large twice', async () => {
    const careless = new CarelessRunner(await locateTools(), [1.3, 3]);
    await expect(shrink('short.mp4', 151_000, careless)).rejects.toThrow(
      /^the smaller copy has \d+ bytes instead of at most 151000$/,
    );
  }, 60_000);

  it('ends at once when it is told to', async () => {
    const reason = new AbortController();
    const begun = shrink('long.mp4', 1_600_000, runner, {
      signal: reason.signal,
      onStart: () => reason.abort(new Error('shutdown')),
    });
    await expect(begun).rejects.toMatchObject({ kind: 'aborted' });
  });
});
