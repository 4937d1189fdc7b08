import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, writeFile } from 'node:fs/promises';
import {
  clipInput,
  locateTools,
  MediaError,
  MediaRunner,
  probe,
  probeCommand,
  type FfmpegCommand,
  type RunOptions,
} from '../src/index.js';
import { clipDirectory, ffmpeg, h264, pattern, realRunner, tone } from './clips.js';

const never = new AbortController().signal;

describe('the runner', () => {
  let directory: Awaited<ReturnType<typeof clipDirectory>>;
  let runner: MediaRunner;
  let clip: string;

  beforeAll(async () => {
    [directory, runner] = await Promise.all([clipDirectory(), realRunner()]);
    clip = directory.path('clip.mp4');
    await ffmpeg(...pattern('640x360', 4), ...tone(4), ...h264, '-c:a', 'aac', clip);
  });
  afterAll(() => directory.remove());

  /** Far more work than any test waits for: the clip over and over, encoded slowly. */
  function endless(): FfmpegCommand {
    const file = directory.path('endless.mp4');
    return {
      inputs: [clipInput(clip, ['-stream_loop', '-1'])],
      outputs: [{ file, options: ['-c:v', 'libx264', '-preset', 'veryslow'] }],
    };
  }

  async function failure(command: FfmpegCommand, options: RunOptions, of = runner): Promise<MediaError> {
    const found: unknown = await of.run(command, options).catch((error: unknown) => error);
    if (!(found instanceof MediaError))
      throw new Error('the run did not fail as it should', { cause: found });
    return found;
  }

  it('kills ffmpeg when the signal fires', async () => {
    const stop = new AbortController();
    let pid = 0;
    const onStart = (started: number) => {
      pid = started;
      stop.abort(new Error('shutdown'));
    };

    const error = await failure(endless(), { signal: stop.signal, onStart });

    expect(error.kind).toBe('aborted');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('starts nothing when the signal has fired already', async () => {
    let started = false;
    const onStart = () => {
      started = true;
    };
    const error = await failure(endless(), { signal: AbortSignal.abort(), onStart });
    expect({ kind: error.kind, started }).toEqual({ kind: 'aborted', started: false });
  });

  it('kills ffmpeg when the time is up', async () => {
    let pid = 0;
    const error = await failure(endless(), {
      signal: never,
      timeoutMs: 300,
      onStart: (started) => (pid = started),
    });
    expect(error).toMatchObject({ kind: 'timeout', message: 'ffmpeg was stopped after 0.3 s' });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('reports progress up to the end', async () => {
    const heard: number[] = [];
    const outputs = [{ file: directory.path('again.mp4'), options: [...h264] }];
    const command: FfmpegCommand = { inputs: [clipInput(clip)], outputs, expectedSeconds: 4 };

    await runner.run(command, { signal: never, onProgress: (fraction) => heard.push(fraction) });

    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBeCloseTo(1, 1);
  });

  it('tells a full disk from other failures', async () => {
    // Linux's device that is always full, for any user.
    const outputs = [{ file: '/dev/full', options: ['-c', 'copy', '-f', 'mpegts'] }];
    const error = await failure({ inputs: [clipInput(clip)], outputs }, { signal: never });
    expect(error.kind).toBe('disk-full');
    expect(error.message).toContain('No space left on device');
  });

  it('tells a damaged input from other failures', async () => {
    const outputs = [{ file: directory.path('never.mp4'), options: ['-c', 'copy'] }];
    await writeFile(directory.path('text.mp4'), 'not a clip');
    const damaged = await failure(
      { inputs: [clipInput(directory.path('text.mp4'))], outputs },
      { signal: never },
    );
    const wrong = await failure(
      { inputs: [clipInput(clip)], outputs, globalOptions: ['-nonsense'] },
      { signal: never },
    );
    expect([damaged.kind, wrong.kind]).toEqual(['damaged-input', 'failed']);
  });

  it('holds ffmpeg to its memory', async () => {
    const hungry: FfmpegCommand = {
      inputs: [{ source: 'testsrc2=s=1920x1080:d=60', options: ['-f', 'lavfi'] }],
      outputs: [{ file: '/dev/null', options: ['-vf', 'reverse', '-f', 'null'] }],
    };
    const error = await failure(hungry, { signal: never, memoryBytes: 600 * 1024 ** 2 });
    expect(error.kind).toBe('out-of-memory');
  });

  it('says when a tool is not there', async () => {
    const gone = new MediaRunner({
      ffmpeg: '/nowhere/ffmpeg',
      ffprobe: '/nowhere/ffprobe',
      origin: 'set path',
    });
    const error = await failure(endless(), { signal: never }, gone);
    expect(error.kind).toBe('tool-missing');
    await expect(probe(gone, clip, { signal: never })).rejects.toMatchObject({ kind: 'tool-missing' });
  });

  it('hands the tool no secret of ours', async () => {
    const spy = directory.path('spy.sh');
    await writeFile(spy, '#!/bin/sh\nenv >&2\nexit 1\n');
    await chmod(spy, 0o755);
    process.env['KINOLINE_TEST_SECRET'] = 'hidden';
    const error = await failure(
      endless(),
      { signal: never },
      new MediaRunner({ ffmpeg: spy, origin: 'set path' }),
    );
    delete process.env['KINOLINE_TEST_SECRET'];
    expect(error.log.some((line) => line.startsWith('PATH='))).toBe(true);
    expect(error.log.join('\n')).not.toContain('KINOLINE_TEST_SECRET');
  });

  it('ends a probe with the signal, too', async () => {
    const query = probeCommand(clip);
    await expect(runner.query(query, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'aborted',
    });
  });

  it('finds the tools of this machine', async () => {
    const tools = await locateTools();
    expect(tools.ffmpeg).toMatch(/^\/.*ffmpeg/);
  });
});
