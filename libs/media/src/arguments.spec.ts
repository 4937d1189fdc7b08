import { describe, expect, it } from '@jest/globals';
import { globalOptions, withThreads } from './arguments.js';
import { clipInput, type FfmpegCommand } from './command.js';
import { limitedLaunch } from './launch.js';
import { isProgressLine, progressFraction } from './progress.js';

const command: FfmpegCommand = { inputs: [], outputs: [], globalOptions: ['-copyts'] };
const settings = { memoryBytes: 1024, threads: 2, reportsProgress: false };

describe('what the runner adds to a command', () => {
  it('makes every run quiet, bounded and strict', () => {
    expect(globalOptions(command, settings)).toEqual([
      ...[
        '-hide_banner',
        '-nostdin',
        '-y',
        '-xerror',
        '-loglevel',
        'repeat+level+warning',
        '-max_alloc',
        '1024',
      ],
      ...['-filter_threads', '2', '-filter_complex_threads', '2', '-nostats', '-copyts'],
    ]);
  });

  it('asks for progress only when somebody listens', () => {
    const options = globalOptions({ ...command, logLevel: 'info' }, { ...settings, reportsProgress: true });
    expect(options).toContain('-progress');
    expect(options).toContain('repeat+level+info');
  });

  it('lets a command choose its own threads', () => {
    expect(withThreads(['-threads', '1'], 4)).toEqual(['-threads', '4', '-threads', '1']);
  });

  it('locks an input to the container, behind its own options', () => {
    expect(clipInput('/tmp/a:b.mp4', ['-ss', '1'])).toEqual({
      source: 'file:/tmp/a:b.mp4',
      options: ['-ss', '1', '-f', 'mov', '-protocol_whitelist', 'file'],
    });
  });

  it('starts the tool behind a limit and without our environment', () => {
    const { program, args } = limitedLaunch('/usr/bin/ffmpeg', { memoryBytes: 2048 });
    expect([program, args[0], args[2]]).toEqual(['/bin/sh', '-c', '/usr/bin/ffmpeg']);
    expect(args[1]).toMatch(/^ulimit -v 2 .*exec env -i /);
  });
});

describe('progress', () => {
  it('reads the position', () => {
    expect(progressFraction('out_time_us=2000000', 8)).toBe(0.25);
    expect(progressFraction('out_time_us=9000000', 8)).toBe(1);
    expect(progressFraction('out_time_us=N/A', 8)).toBeUndefined();
    expect(progressFraction('out_time_us=1', 0)).toBeUndefined();
  });

  it('tells its lines from the log', () => {
    expect(['frame=12', 'speed=1.5x', 'progress=end', 'stream_0_0_q=28.0'].every(isProgressLine)).toBe(true);
    expect(isProgressLine('[error] frame= lost')).toBe(false);
  });
});
