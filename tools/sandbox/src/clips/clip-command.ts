import { promptLook } from './look.js';
import type { ClipSpec, ImageFile, StillSpec } from './media-spec.js';
import { hold, promptPicture, toVideo } from './prompt-picture.js';
import type { PictureFrame } from './prompt-picture.js';

/** Frames in which a given image stands alone: it is on the very first frame, and settled on the last. */
const heldStart = 2;
const heldEnd = 4;

function imageInput(image: ImageFile | undefined, fps: number): string[] {
  return image ? ['-f', image.demuxer, '-framerate', String(fps), '-i', image.path] : [];
}

function imageChain(input: number, frame: PictureFrame): string {
  const size = `scale=${frame.width}:${frame.height}:flags=bicubic`;
  return `[${input}:v]trim=end_frame=1,${size},${toVideo},format=yuva420p,${hold(frame)}`;
}

/** Lays the start image over the picture and lets it fade away in the first quarter. */
function opening(input: number, frame: PictureFrame): string[] {
  const fading = Math.round(frame.frames * 0.25);
  const image = imageChain(input, { ...frame, frames: heldStart + fading });
  const fade = `fade=t=out:alpha=1:start_frame=${heldStart}:nb_frames=${fading}`;
  return [`${image},${fade}[start]`, `[prompt][start]overlay=eof_action=pass[opened]`];
}

/** Lets the end image appear over the picture in the last third. */
function closing(input: number, frame: PictureFrame, shown: string): string[] {
  const first = Math.round(frame.frames * 0.7);
  const image = imageChain(input, { ...frame, frames: frame.frames - first });
  const fade = `fade=t=in:alpha=1:start_frame=0:nb_frames=${frame.frames - first - heldEnd}`;
  return [`${image},${fade},setpts=N+${first}[end]`, `[${shown}][end]overlay=eof_action=repeat[closed]`];
}

/** Hides the picture, but for its first and last frames, behind what no encoder can make small. */
function noise({ frames }: PictureFrame): string {
  return `,noise=alls=40:allf=t:enable='between(n,${heldStart},${frames - heldEnd - 1})'`;
}

// Overlays with a fading alpha cost a third of what the filter xfade costs for the same dissolve.
function pictureChains(spec: ClipSpec, frame: PictureFrame): string[] {
  const opened = spec.startImage ? 'opened' : 'prompt';
  const closed = spec.endImage ? 'closed' : opened;
  return [
    ...promptPicture(spec.prompt, frame, 'prompt'),
    ...(spec.startImage ? opening(0, frame) : []),
    ...(spec.endImage ? closing(spec.startImage ? 1 : 0, frame, opened) : []),
    `[${closed}]trim=end_frame=${frame.frames}${spec.bytesPerSecond === undefined ? '' : noise(frame)}[picture]`,
  ];
}

function soundChain(spec: ClipSpec): string {
  const seconds = spec.audioSeconds ?? spec.seconds;
  const tone = `sine=frequency=${promptLook(spec.prompt).pitch}:beep_factor=4:sample_rate=48000:duration=${seconds}`;
  return `${tone},volume=0.5,aformat=channel_layouts=stereo[sound]`;
}

const picture = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '3', '-pix_fmt', 'yuv420p'];

function quality({ bytesPerSecond }: ClipSpec): string[] {
  if (bytesPerSecond === undefined) return ['-crf', '18'];
  const bits = String(bytesPerSecond * 8);
  return ['-b:v', bits, '-minrate', bits, '-maxrate', bits, '-bufsize', bits];
}
const colours = [
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-color_range',
  'tv',
];
const sound = ['-c:a', 'aac', '-b:a', '128k'];
const quiet = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'];

/**
 * The ffmpeg arguments that render `spec` to the mp4 `output`: H.264 yuv420p with B-frames, AAC when sound is asked
 * for, faststart. Frame 0 is the start image, the last frame is the end image.
 */
export function clipCommand(spec: ClipSpec, output: string): string[] {
  const frames = Math.round(spec.seconds * spec.fps);
  const frame = { width: spec.width, height: spec.height, fps: spec.fps, frames };
  const chains = [...pictureChains(spec, frame), ...(spec.audio ? [soundChain(spec)] : [])];
  return [
    ...quiet,
    ...imageInput(spec.startImage, spec.fps),
    ...imageInput(spec.endImage, spec.fps),
    ...['-filter_complex', chains.join(';'), '-map', '[picture]'],
    ...(spec.audio ? ['-map', '[sound]', ...sound] : []),
    ...[
      ...picture,
      ...quality(spec),
      ...colours,
      '-r',
      String(spec.fps),
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      output,
    ],
  ];
}

/** The ffmpeg arguments that render a still of the prompt's picture to `output`. */
export function stillCommand(spec: StillSpec, output: string): string[] {
  const frame = { width: spec.width, height: spec.height, fps: 1, frames: 1 };
  const rgb = '[picture]trim=end_frame=1,scale=in_color_matrix=bt709:in_range=tv,format=rgb24[still_rgb]';
  const chains = [...promptPicture(spec.prompt, frame, 'picture'), rgb];
  const codec =
    spec.format === 'png' ? ['-c:v', 'png'] : ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '2'];
  const graph = ['-filter_complex', chains.join(';'), '-map', '[still_rgb]'];
  return [...quiet, ...graph, '-frames:v', '1', ...codec, '-f', 'image2', '-update', '1', output];
}
