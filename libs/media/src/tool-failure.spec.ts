import { describe, expect, it } from '@jest/globals';
import { MediaError } from './media-error.js';
import { toolFailure, type ToolFailure } from './tool-failure.js';

const base: ToolFailure = {
  tool: 'ffmpeg',
  cause: new Error('ffmpeg exited with code 1'),
  exitCode: 1,
  log: [],
  aborted: false,
  timedOut: false,
  timeoutMs: 5000,
};

describe('a failed tool', () => {
  it.each<[string, Partial<ToolFailure>]>([
    ['aborted', { aborted: true, timedOut: true }],
    ['timeout', { timedOut: true }],
    ['disk-full', { log: ['[error] Error writing trailer: No space left on device', 'Conversion failed!'] }],
    ['disk-full', { log: ['Invalid data found when processing input', 'Disk quota exceeded'] }],
    ['out-of-memory', { log: ['x264 [error]: malloc of size 3569077 failed'] }],
    ['out-of-memory', { endedBy: 'SIGKILL', exitCode: undefined }],
    ['out-of-memory', { exitCode: 127, log: ['libx264.so: failed to map segment from shared object'] }],
    ['tool-missing', { exitCode: 127, log: ['env: ffmpeg: No such file or directory'] }],
    ['tool-missing', { exitCode: 126, log: ['env: ffmpeg: Permission denied'] }],
    ['damaged-input', { log: ['[mov] moov atom not found'] }],
    ['failed', { endedBy: 'SIGSEGV', exitCode: undefined }],
    ['failed', { log: ["Unrecognized option 'nonsense'."] }],
  ])('is %s', (kind, details) => {
    const error = toolFailure({ ...base, ...details });
    expect(error).toBeInstanceOf(MediaError);
    expect(error.kind).toBe(kind);
    expect(error.cause).toBe(base.cause);
  });

  it('names the telling line and keeps the last forty', () => {
    const log = [
      ...Array.from({ length: 60 }, (_, index) => `line ${index}`),
      '[error] no such filter',
      'bye',
    ];
    const error = toolFailure({ ...base, log });
    expect(error.message).toBe('ffmpeg failed: [error] no such filter');
    expect(error.log).toHaveLength(40);
    expect(error.log.at(-1)).toBe('bye');
  });

  it('has the cause to tell when the tool said nothing', () => {
    expect(toolFailure(base).message).toBe('ffmpeg failed: ffmpeg exited with code 1');
  });
});
