import { clipInput, type FfmpegCommand } from '../command.js';
import { jpegOptions, thumbnailScale } from '../frames/still-options.js';
import type { JoinPlan } from './plan-join.js';

/** Numbers (from 0) of the first, the middle and the last picture of each clip in the film; equal for tiny clips. */
export function stillNumbers({ steps }: JoinPlan): [number, number, number][] {
  let first = 0;
  return steps.map(({ frames }) => {
    const start = first;
    first += frames;
    return [start, start + Math.floor((frames - 1) / 2), start + frames - 1];
  });
}

/** Stills of a film, written while it is decoded as a whole. */
export interface FilmStills {
  /** Numbers of the pictures (from 0), ascending and each once. */
  readonly numbers: readonly number[];
  /** Absolute path with `%03d` for the place in `numbers`, counted from 1; PNG. */
  readonly pattern: string;
  /** Width of these in pixels. */
  readonly width: number;
  /** A JPEG of at most 320 pixels and 200 kB, of the picture with this number. */
  readonly thumbnail: { readonly number: number; readonly file: string };
}

/** Decodes a whole film, every error fatal, and writes small stills of chosen pictures on the way. */
export function examineFilmCommand(film: string, stills: FilmStills): FfmpegCommand {
  const { numbers, pattern, width, thumbnail } = stills;
  return {
    inputs: [clipInput(film, ['-err_detect', 'explode'])],
    globalOptions: ['-xerror'],
    filterGraph: [
      '[0:v:0]split=3[all][some][one]',
      `[some]${pick(numbers)},scale=${width}:-2:flags=area,format=rgb24[stills]`,
      `[one]${pick([thumbnail.number])},${thumbnailScale}[thumbnail]`,
    ].join(';'),
    outputs: [
      { file: pattern, options: ['-map', '[stills]', '-c:v', 'png', '-f', 'image2'] },
      { file: thumbnail.file, options: ['-map', '[thumbnail]', ...jpegOptions] },
      { file: '/dev/null', options: ['-map', '[all]', '-map', '0:a:0?', '-f', 'null'] },
    ],
  };
}

/** Times are counted anew behind the choice: the image writer would repeat pictures to fill the time between. */
function pick(numbers: readonly number[]): string {
  return `select='${numbers.map((number) => `eq(n,${number})`).join('+')}',setpts=N/(FRAME_RATE*TB)`;
}
