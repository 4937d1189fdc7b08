import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ClipToJoin, joinClips, locateTools, MediaRunner, probe } from '@kinoline/media';
import { execa } from 'execa';
import { median } from './figure.js';

/** Seconds to join the same clips. */
export interface JoinTimes {
  /** Plain `ffmpeg -f concat -c copy`. */
  readonly plain: number;
  /** libs/media: plan, join by copy. */
  readonly ours: number;
  /** Probing the clips, which tells that they can be copied. */
  readonly probing: number;
  /** Whether every clip was copied; else the comparison means nothing. */
  readonly copied: boolean;
}

const runs = 5;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function repeated(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await seconds(work));
  return median(times);
}

async function plainJoin(ffmpeg: string, clips: readonly string[], folder: string): Promise<number> {
  const list = path.join(folder, 'plain.ffconcat');
  await writeFile(list, ['ffconcat version 1.0', ...clips.map((clip) => `file '${clip}'`), ''].join('\n'));
  const film = path.join(folder, 'plain.mp4');
  const args = ['-v', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy'];
  return repeated(() => execa(ffmpeg, [...args, '-movflags', '+faststart', film]));
}

/** Joins clips that agree, plainly and by libs/media; the middle of five runs each. */
export async function measureJoin(
  clips: readonly string[],
  folder: string,
  size: { readonly width: number; readonly height: number },
): Promise<JoinTimes> {
  const runner = new MediaRunner(await locateTools());
  const { signal } = new AbortController();
  const probeAll = (): Promise<ClipToJoin[]> =>
    Promise.all(clips.map(async (clip) => ({ path: clip, probe: await probe(runner, clip, { signal }) })));
  const probed = await probeAll();
  let copied = false;
  const join = async (): Promise<void> => {
    const joined = await joinClips(
      runner,
      { clips: probed, target: { ...size, sound: true }, folder },
      { signal },
    );
    copied = joined.plan.steps.every(({ asIs }) => asIs);
  };
  const plain = await plainJoin(runner.tools.ffmpeg, clips, folder);
  const [ours, probing] = [await repeated(join), await repeated(probeAll)];
  return { plain, ours, probing, copied };
}
