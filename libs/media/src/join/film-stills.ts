import { clipInput, type FfmpegCommand } from '../command.js';
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
  /** Width in pixels. */
  readonly width: number;
}

/** Decodes a whole film, every error fatal, and writes small stills of chosen pictures on the way. */
export function examineFilmCommand(film: string, { numbers, pattern, width }: FilmStills): FfmpegCommand {
  const chosen = numbers.map((number) => `eq(n,${number})`).join('+');
  // Times are counted anew behind the choice: the image writer would repeat pictures to fill the time between.
  const pick = `select='${chosen}',setpts=N/(FRAME_RATE*TB),scale=${width}:-2:flags=area,format=rgb24`;
  return {
    inputs: [clipInput(film, ['-err_detect', 'explode'])],
    globalOptions: ['-xerror'],
    filterGraph: `[0:v:0]split=2[all][some];[some]${pick}[stills]`,
    outputs: [
      { file: pattern, options: ['-map', '[stills]', '-c:v', 'png', '-f', 'image2'] },
      { file: '/dev/null', options: ['-map', '[all]', '-map', '0:a:0?', '-f', 'null'] },
    ],
  };
}
