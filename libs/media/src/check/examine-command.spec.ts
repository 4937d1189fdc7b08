import { describe, expect, it } from '@jest/globals';
import { examineCommand } from './examine-command.js';

const locked = [
  ...['-err_detect', 'explode', '-max_pixels', '1000', '-sn', '-dn'],
  ...['-f', 'mov', '-protocol_whitelist', 'file'],
];
const decode = { file: '/dev/null', options: ['-map', '0:v:0', '-map', '0:a:0?', '-f', 'null'] };

describe('the command that examines a clip', () => {
  it('decodes picture and sound with the container locked', () => {
    expect(examineCommand('/tmp/clip.mp4', { frames: 48, maxPixels: 1000 })).toEqual({
      inputs: [{ source: 'file:/tmp/clip.mp4', options: locked }],
      outputs: [decode],
    });
  });

  it('picks first, middle and last picture by their place', () => {
    const stills = { firstFrame: '/tmp/first.png', lastFrame: '/tmp/last.png', thumbnail: '/tmp/t.jpg' };
    const command = examineCommand('/tmp/clip.mp4', { frames: 48, maxPixels: 1000 }, stills);
    expect(command.filterGraph).toContain("[a]select='eq(n,0)'");
    expect(command.filterGraph).toContain("[b]select='gte(n,47)'");
    expect(command.filterGraph).toContain("[c]select='eq(n,23)'");
    expect(command.outputs.map(({ file }) => file)).toEqual([
      '/tmp/first.png',
      '/tmp/last.png',
      '/tmp/t.jpg',
      '/dev/null',
    ]);
  });
});
