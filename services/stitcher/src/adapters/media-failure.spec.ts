import { describe, expect, it } from '@jest/globals';
import { MediaError } from '@kinoline/media';
import { RetryableError } from '@kinoline/messaging';
import { UnreadableClipsError, UnusableClipError, WrongFilmError } from '../ports.js';
import { clipFailure, filmFailure, joinFailure } from './media-failure.js';

const damage = new MediaError('damaged-input', 'file:/tmp/x/1-clip.mp4: moov atom not found');

describe('a failure of a tool', () => {
  it('is told as damage of the clip, of some clip or of the film, without our paths', () => {
    expect(clipFailure(damage, '/tmp/x/')).toEqual(new UnusableClipError('1-clip.mp4: moov atom not found'));
    expect(joinFailure(damage, '/tmp/x/')).toBeInstanceOf(UnreadableClipsError);
    expect(joinFailure(new MediaError('failed', 'Conversion failed'), '/tmp/x')).toBeInstanceOf(
      UnreadableClipsError,
    );
    expect(filmFailure(damage, '/tmp/x/')).toBeInstanceOf(WrongFilmError);
  });

  it.each(['timeout', 'disk-full', 'out-of-memory', 'tool-missing'] as const)('may pass: %s', (kind) => {
    for (const translated of [clipFailure, joinFailure, filmFailure]) {
      expect(translated(new MediaError(kind, 'so it is'), '/tmp/x')).toBeInstanceOf(RetryableError);
    }
  });

  it('of another kind stays what it is', () => {
    const other = new Error('other');
    expect(joinFailure(other, '/tmp/x')).toBe(other);
  });
});
