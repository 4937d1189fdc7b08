import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { contactSheet, measureSeam } from '../src/index.js';
import { clipDirectory, ffmpeg } from './clips.js';

const exec = promisify(execFile);
const options = { signal: new AbortController().signal };

describe('comparing and laying out stills', () => {
  let directory: Awaited<ReturnType<typeof clipDirectory>>;
  const still = (name: string) => directory.path(`${name}.png`);

  beforeAll(async () => {
    directory = await clipDirectory();
    const draw = (name: string, source: string, filter = 'null') =>
      ffmpeg('-f', 'lavfi', '-i', source, '-vf', filter, '-frames:v', '1', still(name));
    const scene = 'mandelbrot=s=1280x720';
    await Promise.all([
      draw('scene', scene),
      draw('compressed', scene, 'noise=alls=8'),
      draw('tinted', scene, "lutrgb=r='val*0.7+40'"),
      draw('moved', scene, 'crop=1240:700:40:20,scale=1280:720'),
      draw('other', 'testsrc=s=1280x720'),
      draw('black', 'color=black:s=1280x720'),
      draw('white', 'color=white:s=1280x720'),
    ]);
  });
  afterAll(() => directory.remove());

  const seam = (a: string, b: string) => measureSeam(still(a), still(b), options);

  it('calls a picture and itself the same', async () => {
    expect(await seam('scene', 'scene')).toEqual({ ssim: 1, colourDistance: 0 });
  });

  it('gives black against white the full distance', async () => {
    const { ssim, colourDistance } = await seam('black', 'white');
    expect(ssim).toBeCloseTo(0, 2);
    expect(colourDistance).toBeCloseTo(100, 0);
  });

  it('orders grain, a small move and another picture', async () => {
    const [grain, moved, other] = await Promise.all([
      seam('scene', 'compressed'),
      seam('scene', 'moved'),
      seam('scene', 'other'),
    ]);
    expect(grain.ssim).toBeGreaterThan(0.9);
    expect(moved.ssim).toBeLessThan(grain.ssim);
    expect(other.ssim).toBeLessThan(moved.ssim);
    expect(grain.colourDistance).toBeLessThan(2.3);
    expect(other.colourDistance).toBeGreaterThan(20);
  });

  it('sees a tint that structure does not', async () => {
    const { ssim, colourDistance } = await seam('scene', 'tinted');
    expect(ssim).toBeGreaterThan(0.9);
    expect(colourDistance).toBeGreaterThan(5);
  });

  it('agrees with ffmpeg on pictures of the reduced size', async () => {
    const small = async (name: string) => {
      const file = directory.path(`${name}-small.png`);
      await sharp(still(name)).resize(455, 256, { fit: 'fill' }).greyscale().png().toFile(file);
      return file;
    };
    const [a, b] = await Promise.all([small('scene'), small('moved')]);
    const { stderr } = await exec('ffmpeg', [
      ...['-nostdin', '-hide_banner', '-i', a, '-i', b],
      ...['-lavfi', '[0]format=gray[a];[1]format=gray[b];[a][b]ssim', '-f', 'null', '-'],
    ]);
    const theirs = Number(/All:([\d.]+)/.exec(stderr)?.[1]);
    expect((await measureSeam(a, b, options)).ssim).toBeCloseTo(theirs, 2);
  });

  it('compares pictures of different sizes', async () => {
    const small = await sharp(still('scene')).resize(640, 360).png().toBuffer();
    const { ssim, colourDistance } = await measureSeam(still('scene'), small, options);
    expect(ssim).toBeGreaterThan(0.95);
    expect(colourDistance).toBeLessThan(1);
  });

  it('refuses what is no picture, and stops when told', async () => {
    const text = Buffer.from('no picture');
    await expect(measureSeam(still('scene'), text, options)).rejects.toMatchObject({ kind: 'damaged-input' });
    const stopped = { signal: AbortSignal.abort() };
    await expect(measureSeam(still('scene'), text, stopped)).rejects.toMatchObject({ kind: 'aborted' });
    await expect(contactSheet([[still('scene')]], stopped)).rejects.toMatchObject({ kind: 'aborted' });
    await expect(contactSheet([], options)).rejects.toMatchObject({ kind: 'damaged-input' });
  });

  it('lays scenes out as rows and moments as columns', async () => {
    const row = ['scene', 'moved', 'tinted', 'scene'].map(still);
    const sheet = await contactSheet([row, ['other', 'black'].map(still)], options);
    const { width, height, format } = await sharp(sheet).metadata();
    expect({ width, height, format }).toEqual({ width: 1598, height: 468, format: 'jpeg' });
  });
});
