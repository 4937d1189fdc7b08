import { execFile } from 'node:child_process';
import { copyFile, readFile, truncate } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type DataOf, type MediaRef, SceneRendered } from '@kinoline/contracts';
import { takeKey } from '@kinoline/media-store';
import type { WantedFilm } from '../src/film-end.js';
import type { StitcherLine } from './stitcher-line.js';
import { newJobId } from './wanted-film.js';

const exec = promisify(execFile);

/** Runs ffmpeg directly, so that a test's clips do not come from the code under test. */
export async function ffmpeg(...args: string[]): Promise<void> {
  await exec('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

/** A clip to make. */
export interface ClipRecipe {
  /** The colour of its lower half. */
  readonly colour: string;
  readonly size?: string;
  readonly seconds?: number;
  readonly mute?: boolean;
  /** Makes every picture new all over, so that the clip takes many bytes. */
  readonly noisy?: boolean;
}

/** Makes clips, their stills, and the messages that come before a film. */
export class ClipStudio {
  constructor(private readonly line: StitcherLine) {}

  /** Makes a clip; its name is that of its file in the test's folder. */
  async make(
    name: string,
    { colour, size = '1280x720', seconds = 2, mute = false, noisy = false }: ClipRecipe,
  ): Promise<void> {
    const noise = noisy ? ',noise=alls=20:allf=t' : '';
    const ground = `color=c=${colour}:s=${size}:r=24:d=${seconds}`;
    const pattern = `testsrc2=s=${size}:r=24:d=${seconds},crop=iw:ih/2:0:0`;
    await ffmpeg(
      ...['-f', 'lavfi', '-i', `${ground}[ground];${pattern}[top];[ground][top]overlay=0:0${noise}`],
      ...(mute ? [] : ['-f', 'lavfi', '-i', `sine=f=440:r=48000:d=${seconds}`, '-c:a', 'aac', '-ac', '2']),
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
      this.line.path(name),
    );
  }

  /** A copy of a clip that ends after part of its bytes. */
  async cut(name: string, from: string, part: number): Promise<void> {
    await copyFile(this.line.path(from), this.line.path(name));
    const { length } = await readFile(this.line.path(from));
    await truncate(this.line.path(name), Math.floor(length * part));
  }

  /** A film of clips that are in the store; scenes are numbered from 1. */
  async film(names: readonly string[], changes: Partial<WantedFilm> = {}): Promise<WantedFilm> {
    const jobId = newJobId();
    const clips = await Promise.all(
      names.map(async (name, index) => {
        const scene = index + 1;
        const clip = await this.put(jobId, scene, 'clip.mp4', name);
        return { scene, take: 1, clip, seam: scene === 1 ? ('cut' as const) : ('continuous' as const) };
      }),
    );
    return { jobId, cut: 1, clips, aspect: '16:9', quality: '720p', audio: true, ...changes };
  }

  /** Says of each clip of a film what the framer says, with stills of this clip. */
  async frame(film: WantedFilm, stillsOf: string): Promise<void> {
    const stills = await this.stills(stillsOf);
    for (const { scene, clip } of film.clips) {
      const scenes = await Promise.all(
        stills.map(({ file, name }) => this.put(film.jobId, scene, name, file)),
      );
      await this.line.publisher.say(SceneRendered, renderedScene({ jobId: film.jobId, scene, clip }, scenes));
    }
  }

  private async stills(clip: string) {
    const file = (name: string) => `${clip}-${name}`;
    const first = ['-frames:v', '1', this.line.path(file('first.png'))];
    const thumbnail = ['-frames:v', '1', '-vf', 'scale=320:-2', this.line.path(file('thumbnail.jpg'))];
    await ffmpeg('-i', this.line.path(clip), '-an', ...first, '-an', ...thumbnail);
    return [
      { file: file('first.png'), name: 'first.png' },
      { file: file('first.png'), name: 'last.png' },
      { file: file('thumbnail.jpg'), name: 'thumbnail.jpg' },
    ] as const;
  }

  private put(
    jobId: string,
    scene: number,
    name: Parameters<typeof takeKey>[3],
    file: string,
  ): Promise<MediaRef> {
    const types = { mp4: 'video/mp4', png: 'image/png', jpg: 'image/jpeg' } as const;
    const contentType = types[name.split('.')[1] as keyof typeof types];
    return this.line.store.putFile(takeKey(jobId, scene, 1, name), this.line.path(file), { contentType });
  }
}

function renderedScene(
  { jobId, scene, clip }: { jobId: string; scene: number; clip: MediaRef },
  [firstFrame, lastFrame, thumbnail]: readonly MediaRef[],
): DataOf<typeof SceneRendered> {
  return SceneRendered.data.parse({
    ...{ jobId, scene, take: 1, clip, firstFrame, lastFrame, thumbnail, model: 'veo_3_1_fast' },
    facts: {
      ...{ seconds: 2, width: 1280, height: 720, framesPerSecond: 24 },
      ...{ videoCodec: 'h264', pixelFormat: 'yuv420p' },
    },
    ...{ seam: { kind: 'cut' }, costUsd: 0.2, providerSeconds: 20, adaptations: [] },
  });
}
