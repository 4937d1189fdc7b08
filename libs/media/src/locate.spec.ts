import { describe, expect, it } from '@jest/globals';
import { locateTools, type ToolLookup } from './locate.js';

function machine(has: {
  onPath?: readonly string[];
  bundled?: string;
  executable?: readonly string[];
}): ToolLookup {
  return {
    isExecutable: (path) => Promise.resolve(has.executable?.includes(path) ?? false),
    onPath: (name) => Promise.resolve(has.onPath?.includes(name) === true ? `/usr/bin/${name}` : undefined),
    bundled: () => Promise.resolve(has.bundled),
  };
}

describe('finding the tools', () => {
  it('prefers a set path', async () => {
    const lookup = machine({ onPath: ['ffmpeg', 'ffprobe'], executable: ['/opt/ffmpeg'] });
    expect(await locateTools({ ffmpegPath: '/opt/ffmpeg' }, lookup)).toEqual({
      ffmpeg: '/opt/ffmpeg',
      ffprobe: '/usr/bin/ffprobe',
      origin: 'set path',
    });
  });

  it('does not fall back from a set path that is wrong', async () => {
    const wrong = locateTools({ ffprobePath: '/opt/ffprobe' }, machine({ onPath: ['ffmpeg', 'ffprobe'] }));
    await expect(wrong).rejects.toThrow(/FFPROBE_PATH is set, but .* apt-get install ffmpeg/);
  });

  it('takes the PATH before the package', async () => {
    const lookup = machine({ onPath: ['ffmpeg'], bundled: '/modules/ffmpeg' });
    expect(await locateTools({}, lookup)).toEqual({ ffmpeg: '/usr/bin/ffmpeg', origin: 'PATH' });
  });

  it('takes the package, which has no ffprobe', async () => {
    const found = await locateTools({}, machine({ bundled: '/modules/ffmpeg' }));
    expect(found).toEqual({ ffmpeg: '/modules/ffmpeg', origin: 'ffmpeg-static' });
  });

  it('says what to do when there is none', async () => {
    await expect(locateTools({}, machine({}))).rejects.toMatchObject({
      kind: 'tool-missing',
      message: expect.stringMatching(/apt-get install ffmpeg.*brew install ffmpeg/),
    });
  });
});
