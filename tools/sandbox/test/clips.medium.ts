import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@kinoline/testing';
import type { TemporaryFolder } from '@kinoline/testing';
import { storeImage } from '../src/clips/image-file.js';
import { nearestPrompt, panelWindow } from '../src/clips/look.js';
import type { ClipSpec, ImageFile } from '../src/clips/media-spec.js';
import { openStudio } from '../src/clips/studio.js';
import { drawPicture, inspect, likeness, panelColours } from './picture.js';

const base: ClipSpec = {
  kind: 'clip',
  prompt: 'A fox crosses a frozen lake at dawn',
  width: 1280,
  height: 720,
  fps: 24,
  seconds: 4,
  audio: true,
};
const lastFrame = base.seconds * base.fps - 1;

let folder: TemporaryFolder;
const image = async (name: string, source: string): Promise<ImageFile> => {
  const path = join(folder.path, name);
  await drawPicture(source, path);
  return storeImage(await readFile(path), folder.path);
};

beforeAll(async () => {
  folder = await temporaryFolder('clips');
});
afterAll(() => folder.remove());

describe('a rendered clip', () => {
  it('starts on the start image, ends on the end image and shows its prompt between', async () => {
    const startImage = await image('start.png', 'mandelbrot=size=1280x720');
    const endImage = await image('end.jpg', 'testsrc2=size=1280x720');
    const path = await openStudio(folder.path).render({ ...base, startImage, endImage });
    expect(await likeness(path, 0, startImage.path)).toBeGreaterThan(0.98);
    expect(await likeness(path, lastFrame, endImage.path)).toBeGreaterThan(0.98);
    const prompts = ['Another thing', base.prompt, 'A third one'];
    for (const moment of [panelWindow.from, 0.5, panelWindow.to]) {
      const colours = await panelColours(path, Math.floor(moment * lastFrame), base);
      expect(nearestPrompt(colours, prompts)).toBe(1);
    }
  });

  it('has the size, length and sound that were asked for, and B-frames and faststart', async () => {
    const path = await openStudio(folder.path).render({ ...base, width: 720, height: 1280 });
    expect(await inspect(path)).toMatchObject({ width: 720, height: 1280, frames: 96, audio: true });
    const bytes = await readFile(path);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('continues: the next clip starts on the last frame of the one before, and moves on', async () => {
    const studio = openStudio(folder.path);
    const first = await studio.render({ ...base, audio: false });
    expect(await likeness(first, lastFrame, first, 0)).toBeLessThan(0.95);
    const frame = join(folder.path, 'last.png');
    await drawPicture(`movie=${first},trim=start_frame=${lastFrame}`, frame);
    const startImage = await storeImage(await readFile(frame), folder.path);
    const second = await studio.render({ ...base, prompt: 'The fox looks back', audio: false, startImage });
    expect(await likeness(second, 0, first, lastFrame)).toBeGreaterThan(0.98);
    expect(await likeness(second, lastFrame, second, 0)).toBeLessThan(0.9);
  });

  it('is rendered once for the same request', async () => {
    const studio = openStudio(folder.path);
    const path = await studio.render({ ...base, prompt: 'Only once' });
    const { mtimeMs } = await stat(path);
    expect(await studio.render({ ...base, prompt: 'Only once' })).toBe(path);
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  });
});

describe('a heavy clip', () => {
  it('is a valid film of many bytes that still starts and ends on its images', async () => {
    const startImage = await image('heavy-start.png', 'mandelbrot=size=1920x1080');
    const endImage = await image('heavy-end.jpg', 'testsrc2=size=1920x1080');
    const size = { width: 1920, height: 1080, bytesPerSecond: 6_000_000 };
    const path = await openStudio(folder.path).render({ ...base, ...size, startImage, endImage });
    expect((await stat(path)).size).toBeGreaterThan(base.seconds * 3_000_000);
    expect(await inspect(path)).toMatchObject({ width: 1920, frames: 96, audio: true });
    expect(await likeness(path, 0, startImage.path)).toBeGreaterThan(0.98);
    expect(await likeness(path, lastFrame, endImage.path)).toBeGreaterThan(0.98);
    const colours = await panelColours(path, Math.floor(lastFrame / 2), size);
    expect(nearestPrompt(colours, ['Another thing', base.prompt, 'A third one'])).toBe(1);
  }, 300_000);
});

describe('a rendered still', () => {
  it.each(['png', 'jpg'] as const)('is a %s that shows its prompt', async (format) => {
    const size = { width: 1376, height: 768 };
    const path = await openStudio(folder.path).render({
      kind: 'still',
      prompt: base.prompt,
      ...size,
      format,
    });
    expect(await storeImage(await readFile(path), folder.path)).toMatchObject(size);
    expect(nearestPrompt(await panelColours(path, 0, size), ['x', base.prompt, 'y'])).toBe(1);
  });
});
