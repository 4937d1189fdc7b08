import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { joinClips, probe, verifyFilm, type MediaRunner } from '../src/index.js';
import { clipDirectory, ffmpeg, realRunner } from './clips.js';
import { makeClip } from './film-clips.js';

const signal = new AbortController().signal;
const target = { width: 1920, height: 1080, sound: true };

let runner: MediaRunner;
let directory: Awaited<ReturnType<typeof clipDirectory>>;

beforeAll(async () => {
  runner = await realRunner();
  directory = await clipDirectory();
});

afterAll(() => directory.remove());

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * How many times longer a work takes than another: the best of at least 4 runs of each, taken in turns, and of up to 15
 * while it is more than allowed. Other work on the machine slows single runs down, never speeds them up.
 */
async function ratioOf(
  work: () => Promise<unknown>,
  other: () => Promise<unknown>,
  allowed: number,
): Promise<number> {
  let [best, bestOther] = [Infinity, Infinity];
  for (let turn = 1; turn <= 4 || (turn <= 15 && best / bestOther >= allowed); turn += 1) {
    bestOther = Math.min(bestOther, await millisecondsOf(other));
    best = Math.min(best, await millisecondsOf(work));
  }
  return best / bestOther;
}

it('joins three clips of 8 s at 1080p in at most three times what plain ffmpeg takes', async () => {
  // Noise makes files of the size that hosted models deliver (about 8 Mbit/s).
  const picture = ['-vf', 'noise=alls=20:allf=t', '-b:v', '8M', '-preset', 'ultrafast'];
  const clip = await makeClip(directory.path('clip.mp4'), { size: '1920x1080', seconds: 8, picture });
  const paths = [clip, clip, clip];
  await writeFile(directory.path('plain.txt'), paths.map((path) => `file ${path}\n`).join(''));
  const clips = await Promise.all(
    paths.map(async (path) => ({ path, probe: await probe(runner, path, { signal }) })),
  );
  const folder = directory.path('films');
  await mkdir(folder);
  const list = ['-f', 'concat', '-safe', '0', '-i', directory.path('plain.txt')];
  const ratio = await ratioOf(
    () => joinClips(runner, { clips, target, folder }, { signal }),
    () => ffmpeg(...list, '-c', 'copy', '-movflags', '+faststart', directory.path('plain.mp4')),
    3,
  );
  const joined = await joinClips(runner, { clips, target, folder }, { signal });
  expect(joined.plan.steps.every(({ asIs }) => asIs)).toBe(true);
  expect((await verifyFilm(runner, joined, { signal })).faults).toEqual([]);
  expect(ratio).toBeLessThan(3);
}, 240_000);
