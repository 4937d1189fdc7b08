import { describe, expect, it } from '@jest/globals';
import type { MediaProbe } from '../probe/media-probe.js';
import { stillsCommand } from './clip-stills.js';
import { lastFrameByDecode, lastFrameBySeek } from './last-frame.js';

const locked = ['-f', 'mov', '-protocol_whitelist', 'file'];

describe('the commands for stills', () => {
  it('seek to shortly before the last picture, without the sound', () => {
    const { inputs, outputs } = lastFrameBySeek('/tmp/clip.mp4', 7.958333, '/tmp/last.png');
    expect(inputs).toEqual([
      {
        source: 'file:/tmp/clip.mp4',
        options: ['-an', '-seek_timestamp', '1', '-ss', '6.958333', ...locked],
      },
    ]);
    expect(outputs[0]?.options.join(' ')).toContain("select='gte(t,7.957833)'");
  });

  it('do not seek in a clip that is shorter than the seek', () => {
    expect(lastFrameBySeek('/tmp/clip.mp4', 0.5, '/tmp/last.png').inputs[0]?.options).toEqual([
      '-an',
      ...locked,
    ]);
  });

  it('keep the newest picture when all is decoded', () => {
    const [output] = lastFrameByDecode('/tmp/clip.mp4', '/tmp/last.png').outputs;
    expect(output?.options.join(' ')).toMatch(/-update 1 -compression_level 0$/);
  });

  it('hold moments back to the last picture', () => {
    const probe = { video: { startSeconds: 0.5, lastFrameSeconds: 2.5 } } as MediaProbe;
    const moments = [0, 1, 9].map((seconds) => ({ seconds, file: `/tmp/${seconds}.png` }));
    const { inputs, outputs } = stillsCommand({ path: '/tmp/clip.mp4', probe, moments, width: 480 });
    expect(inputs.map(({ options }) => options[4])).toEqual(['0.500000', '1.500000', '2.499500']);
    expect(outputs[2]).toMatchObject({ file: '/tmp/9.png', options: expect.arrayContaining(['2:v:0']) });
    expect(outputs[2]?.options).toContain('scale=480:-2:flags=area,format=rgb24');
  });
});
