import {
  clipInput,
  fileAddress,
  type FfmpegCommand,
  type FfmpegInput,
  type FfmpegOutput,
} from '../command.js';
import type { FilmSound } from './film-profile.js';
import { cleanMp4, fastStart } from './mp4-options.js';
import type { JoinPlan } from './plan-join.js';
import { aac, copiedSound, silence } from './sound-options.js';

/** Files of a join, all absolute paths. */
export interface JoinFiles {
  /** The concat list; the pieces lie beside it. */
  readonly list: string;
  /** The film to write. */
  readonly film: string;
  /** Text file for the hash of all picture packets that went in. */
  readonly pictureHash: string;
}

/**
 * Joins the pieces by copying their packets. Concat is told to leave packets alone (`auto_convert 0`), so the film's
 * picture is, byte for byte, that of the pieces; the hash written beside it lets a check prove that.
 */
export function joinCommand(
  plan: JoinPlan,
  files: JoinFiles,
  { faststart }: { readonly faststart: boolean },
): FfmpegCommand {
  const { picture, sound } = plan.profile;
  const seconds = plan.steps.reduce((sum, step) => sum + step.seconds, 0);
  return {
    inputs: [listInput(files.list), ...(sound.kind === 'silence' ? [silence(seconds, sound.format)] : [])],
    // Times stay as the list says; otherwise the encoder delay of the first sound packet would move the picture.
    globalOptions: ['-copyts'],
    outputs: [
      {
        file: files.film,
        options: [
          ...['-map', '0:v:0', ...copiedPicture],
          ...soundOptions(sound),
          ...cleanMp4(picture.timescale),
          ...(faststart ? fastStart : []),
        ],
      },
      pictureHashOutput(files.pictureHash),
    ],
    expectedSeconds: seconds,
  };
}

/**
 * Clips from encoders that reorder pictures differently overlap in their decode times at a seam, and a muxer takes only
 * ascending ones. Moving some up by a few ticks changes nothing that is shown.
 */
const copiedPicture = [
  ...['-c:v', 'copy'],
  ...['-bsf:v', "setts=pts=PTS:dts='if(eq(N,0),DTS,max(DTS,PREV_OUTDTS+1))'"],
] as const;

/** Writes a film again with its index in front; everything is copied. */
export function fastStartCommand(from: string, to: string, timescale: number): FfmpegCommand {
  const options = ['-map', '0', '-c', 'copy', ...cleanMp4(timescale), ...fastStart];
  return { inputs: [clipInput(from)], outputs: [{ file: to, options }] };
}

/** Writes the hash of all picture packets of a film, as {@link joinCommand} does for its pieces. */
export function pictureHashCommand(film: string, file: string): FfmpegCommand {
  return { inputs: [clipInput(film)], outputs: [pictureHashOutput(file)] };
}

function pictureHashOutput(file: string): FfmpegOutput {
  return { file, options: ['-map', '0:v:0', ...copiedPicture, '-f', 'hash', '-hash', 'md5'] };
}

/** Only mp4 files beside the list can be opened, and only by the names we gave them. */
function listInput(list: string): FfmpegInput {
  return {
    source: fileAddress(list),
    options: [
      ...['-f', 'concat', '-safe', '1', '-auto_convert', '0'],
      ...['-protocol_whitelist', 'file', '-format_whitelist', 'concat,mov'],
    ],
  };
}

function soundOptions(sound: FilmSound): string[] {
  switch (sound.kind) {
    case 'none':
      return [];
    case 'silence':
      return ['-map', '1:a:0', ...aac(sound.format)];
    case 'clips':
      return ['-map', '0:a:0', ...copiedSound(sound.format)];
  }
}
