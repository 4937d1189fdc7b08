import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { clipLimits } from './check/clip-limits.js';
import { mediaSettings, mediaVariables } from './settings.js';

const schema = z.object(mediaVariables).transform(mediaSettings);

describe('the settings of who works with clips', () => {
  it('need nothing', () => {
    expect(schema.parse({})).toEqual({ clipLimits, keepIntermediates: false });
  });

  it('are paths, limits and a switch', () => {
    const env = {
      FFMPEG_PATH: '/opt/ffmpeg',
      FFPROBE_PATH: '/opt/ffprobe',
      MAX_CLIP_BYTES: '1000',
      MAX_CLIP_SECONDS: '20',
      KEEP_INTERMEDIATES: '1',
    };
    expect(schema.parse(env)).toEqual({
      ffmpegPath: '/opt/ffmpeg',
      ffprobePath: '/opt/ffprobe',
      clipLimits: { ...clipLimits, maxBytes: 1000, maxSeconds: 20 },
      keepIntermediates: true,
    });
  });

  it.each([
    [{ MAX_CLIP_BYTES: '0' }, 'must be a whole number from 1 to 1099511627776'],
    [{ MAX_CLIP_SECONDS: '12.5' }, 'must be a whole number from 1 to 3600'],
    [{ MAX_CLIP_SECONDS: '3601' }, 'must be a whole number from 1 to 3600'],
    [{ KEEP_INTERMEDIATES: 'perhaps' }, 'must be true, false, 1 or 0'],
    [{ KEEP_INTERMEDIATES: 'TRUE' }, 'must be true, false, 1 or 0'],
  ])('%j is refused', (env, text) => {
    const [issue] = schema.safeParse(env).error?.issues ?? [];
    expect(issue).toMatchObject({ path: Object.keys(env), message: text });
  });
});
