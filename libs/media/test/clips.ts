import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { locateTools, MediaRunner } from '../src/index.js';

const exec = promisify(execFile);

/** A private directory of one test file; `remove` deletes it. */
export async function clipDirectory(): Promise<{
  path: (name: string) => string;
  remove: () => Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), 'kinoline-media-'));
  return { path: (name) => join(root, name), remove: () => rm(root, { recursive: true, force: true }) };
}

export async function realRunner(): Promise<MediaRunner> {
  return new MediaRunner(await locateTools(), { timeoutMs: 50_000 });
}

/** Runs ffmpeg directly, so that a test's clips and truths do not come from the code under test. */
export async function ffmpeg(...args: string[]): Promise<void> {
  await exec('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

/** Moving pattern with a frame counter drawn into it, as an input. */
export function pattern(size: string, seconds: number, rate = '24'): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`];
}

export function tone(seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
}

export const h264 = [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-pix_fmt',
  'yuv420p',
  '-movflags',
  '+faststart',
];

/** All pictures a player shows, as raw RGB: the truth the stills are compared with. */
export async function shownFrames(file: string, size: { width: number; height: number }): Promise<Buffer[]> {
  const scale = 'scale=flags=accurate_rnd+full_chroma_int,format=rgb24';
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-i',
    file,
    '-map',
    '0:v:0',
    '-vf',
    scale,
    '-vsync',
    '0',
    '-f',
    'rawvideo',
    '-',
  ];
  const { stdout } = await exec('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1024 ** 3 });
  const bytes = size.width * size.height * 3;
  return Array.from({ length: stdout.length / bytes }, (_, index) =>
    stdout.subarray(index * bytes, (index + 1) * bytes),
  );
}

export async function rawRgb(png: string): Promise<Buffer> {
  return sharp(png).removeAlpha().raw().toBuffer();
}
