import { describe, expect, it } from '@jest/globals';
import { clipCommand, stillCommand } from './clip-command.js';
import { mediaKey, standInKeys } from './media-spec.js';
import type { ClipSpec, ImageFile } from './media-spec.js';

const image: ImageFile = { path: '/a.png', demuxer: 'png_pipe', sha256: 'aa', width: 4, height: 4 };
const clip: ClipSpec = {
  ...{
    kind: 'clip',
    prompt: "it's; [a] \\ test",
    width: 1280,
    height: 720,
    fps: 24,
    seconds: 4,
    audio: true,
  },
};

describe('the command of a clip', () => {
  it('names the inputs by their demuxers, never the prompt', () => {
    const args = clipCommand({ ...clip, startImage: image, endImage: image }, '/out.mp4');
    expect(args.filter((arg) => arg === 'png_pipe')).toHaveLength(2);
    expect(args.join(' ')).not.toContain('a test');
    expect(args.at(-1)).toBe('/out.mp4');
  });

  it('has sound only when asked', () => {
    expect(clipCommand(clip, '/o.mp4')).toContain('[sound]');
    expect(clipCommand({ ...clip, audio: false }, '/o.mp4')).not.toContain('[sound]');
  });
});

describe('the command of a heavy clip', () => {
  it('asks for the bytes and adds noise', () => {
    const args = clipCommand({ ...clip, bytesPerSecond: 1_000_000 }, '/o.mp4');
    expect(args[args.indexOf('-b:v') + 1]).toBe('8000000');
    expect(args.join(' ')).toContain('noise=');
    expect(clipCommand(clip, '/o.mp4').join(' ')).not.toContain('noise=');
  });
});

describe('the command of a still', () => {
  it('makes one picture', () => {
    const args = stillCommand({ kind: 'still', prompt: 'x', width: 64, height: 64, format: 'png' }, '/o.png');
    expect(args.slice(-6)).toEqual(['png', '-f', 'image2', '-update', '1', '/o.png']);
  });
});

describe('the key of a rendering', () => {
  it('changes with all that changes the bytes', () => {
    const others: ClipSpec[] = [
      clip,
      { ...clip, seconds: 8 },
      { ...clip, audio: false },
      { ...clip, startImage: image },
      { ...clip, endImage: image },
      { ...clip, bytesPerSecond: 1_000_000 },
    ];
    expect(new Set(others.map(mediaKey)).size).toBe(others.length);
  });

  it('lets a clip without images, or of any prompt, stand in', () => {
    const keys = standInKeys({ ...clip, startImage: image });
    expect(keys).toEqual([
      mediaKey({ ...clip, startImage: image }),
      mediaKey(clip),
      mediaKey({ ...clip, prompt: '' }),
    ]);
  });
});
