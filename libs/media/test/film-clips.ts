import { ffmpeg, h264 } from './clips.js';

/** A clip to make for a test; small, so that tests are quick. */
export interface ClipRecipe {
  /** `320x180` unless said otherwise. */
  readonly size?: string;
  readonly seconds?: number;
  readonly rate?: string;
  /** What it shows: an ffmpeg colour, under a moving pattern. */
  readonly colour?: string;
  /** Options of the sound: `undefined` for stereo AAC at 48 kHz, `mute` for none. */
  readonly sound?: 'mute' | readonly string[];
  /** Length of the sound, when it is not that of the picture. */
  readonly soundSeconds?: number;
  /** More options of the picture, for example another codec. */
  readonly picture?: readonly string[];
}

/** Makes a clip of one colour with a bar that moves over its upper part; gives its path back. */
export async function makeClip(file: string, recipe: ClipRecipe = {}): Promise<string> {
  const { size = '320x180', seconds = 2, rate = '24', colour = 'red', sound = stereo, picture = [] } = recipe;
  const source = `color=c=${colour}:s=${size}:r=${rate}:d=${seconds}[ground];color=c=white:s=16x16:r=${rate}:d=${seconds}[bar];[ground][bar]overlay=x='mod(t*60,W)':y=8`;
  const length = recipe.soundSeconds ?? seconds;
  await ffmpeg(
    ...['-f', 'lavfi', '-i', source],
    ...(sound === 'mute' ? [] : ['-f', 'lavfi', '-i', `sine=f=440:r=48000:d=${length}`]),
    ...[...h264, ...picture],
    ...(sound === 'mute' ? [] : sound),
    file,
  );
  return file;
}

const stereo: readonly string[] = ['-c:a', 'aac', '-ac', '2'];
