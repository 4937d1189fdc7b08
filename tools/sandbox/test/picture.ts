import { execa } from 'execa';
import { findFfmpeg } from '../src/clips/ffmpeg.js';
import type { Rgb } from '../src/clips/look.js';
import { panelPoints } from '../src/clips/look.js';

/** What a clip's streams are, as ffmpeg itself reports them after decoding all. */
export interface Streams {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly audio: boolean;
  readonly report: string;
}

/** Decodes the whole file with errors fatal and reports its streams. */
export async function inspect(path: string): Promise<Streams> {
  const arguments_ = ['-hide_banner', '-nostdin', '-xerror', '-i', path, '-map', '0', '-f', 'null', '-'];
  const { stderr } = await execa(await findFfmpeg(), arguments_);
  const size = /Video: h264.*? (\d+)x(\d+)[, ]/.exec(stderr);
  const frames = [...stderr.matchAll(/frame=\s*(\d+)/g)].at(-1);
  return {
    width: Number(size?.[1]),
    height: Number(size?.[2]),
    frames: Number(frames?.[1]),
    audio: stderr.includes('Audio: aac'),
    report: stderr,
  };
}

/** The raw RGB pixels of one frame of a video. */
async function framePixels(
  path: string,
  index: number,
  size: { width: number; height: number },
): Promise<Uint8Array> {
  const filter = `trim=start_frame=${index}:end_frame=${index + 1},scale=${size.width}:${size.height},format=rgb24`;
  const output = ['-f', 'rawvideo', '-frames:v', '1', '-'];
  const { stdout } = await execa(
    await findFfmpeg(),
    ['-loglevel', 'error', '-i', path, '-vf', filter, ...output],
    {
      encoding: 'buffer',
    },
  );
  return stdout;
}

/** Mean colour of each panel point in a frame. */
export async function panelColours(
  path: string,
  frame: number,
  size: { width: number; height: number },
): Promise<readonly [Rgb, Rgb, Rgb]> {
  const pixels = await framePixels(path, frame, size);
  const side = Math.min(size.width, size.height);
  const at = ({ x, y }: { x: number; y: number }): Rgb => {
    const column = Math.round(size.width / 2 + x * side);
    const row = Math.round(size.height / 2 + y * side);
    const offset = (row * size.width + column) * 3;
    return [pixels[offset] ?? 0, pixels[offset + 1] ?? 0, pixels[offset + 2] ?? 0];
  };
  return [at(panelPoints[0]), at(panelPoints[1]), at(panelPoints[2])];
}

/** SSIM (luma, 0 to 1) between one frame of a video and a picture. */
export async function likeness(
  video: string,
  frame: number,
  picture: string,
  pictureFrame = 0,
): Promise<number> {
  const one = (input: number, index: number): string =>
    `[${input}:v]trim=start_frame=${index}:end_frame=${index + 1},setpts=PTS-STARTPTS,` +
    `scale=640:360:out_color_matrix=bt709:out_range=tv,format=yuv420p`;
  const graph = `${one(0, frame)}[a];${one(1, pictureFrame)}[b];[a][b]ssim`;
  const inputs = ['-hide_banner', '-nostdin', '-i', video, '-i', picture];
  const { stderr } = await execa(await findFfmpeg(), [...inputs, '-lavfi', graph, '-f', 'null', '-']);
  return Number(/SSIM Y:([\d.]+)/.exec(stderr)?.[1]);
}

/** Draws a picture with ffmpeg's own sources. */
export async function drawPicture(source: string, path: string): Promise<void> {
  const input = ['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', source];
  await execa(await findFfmpeg(), [...input, '-frames:v', '1', '-update', '1', path]);
}
