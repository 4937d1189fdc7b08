import { clipInput, type FfmpegCommand, type FfmpegOutput } from '../command.js';
import { jpegOptions, pngOptions, preciseRgb, thumbnailScale } from '../frames/still-options.js';

/** Where the stills of an examined clip go: absolute paths. */
export interface ClipStills {
  /** PNG of the first picture shown. */
  readonly firstFrame: string;
  /** PNG of the last picture shown. */
  readonly lastFrame: string;
  /** JPEG of the middle picture, at most 320 px and 200 kB. */
  readonly thumbnail: string;
}

/** What is known of the clip before it is decoded. */
export interface ExamineFacts {
  /** Pictures that are shown. */
  readonly frames: number;
  /** Width times height that the decoder may meet. */
  readonly maxPixels: number;
}

/**
 * One decode of everything, any error fatal, that also writes the stills when asked to. Pictures are chosen by their
 * place in presentation order, so variable frame rates, B-frames and a longer sound track do not matter.
 */
export function examineCommand(path: string, facts: ExamineFacts, stills?: ClipStills): FfmpegCommand {
  return {
    inputs: [
      clipInput(path, [
        ...['-err_detect', 'explode', '-max_pixels', String(facts.maxPixels)],
        // Subtitles and data are never touched.
        ...['-sn', '-dn'],
      ]),
    ],
    ...(stills && { filterGraph: stillsGraph(facts.frames) }),
    outputs: [
      ...(stills ? stillOutputs(stills) : []),
      { file: '/dev/null', options: ['-map', '0:v:0', '-map', '0:a:0?', '-f', 'null'] },
    ],
  };
}

/** Times are reset behind each choice: the image writer would otherwise repeat a picture to fill the time before it. */
function stillsGraph(frames: number): string {
  const last = Math.max(0, frames - 1);
  const pick = (condition: string) => `select='${condition}',setpts=PTS-STARTPTS`;
  return [
    '[0:v:0]split=3[a][b][c]',
    `[a]${pick('eq(n,0)')},${preciseRgb}[first]`,
    `[b]${pick(`gte(n,${last})`)},${preciseRgb}[last]`,
    `[c]${pick(`eq(n,${Math.floor(last / 2)})`)},${thumbnailScale}[thumbnail]`,
  ].join(';');
}

function stillOutputs({ firstFrame, lastFrame, thumbnail }: ClipStills): FfmpegOutput[] {
  return [
    { file: firstFrame, options: ['-map', '[first]', ...pngOptions] },
    { file: lastFrame, options: ['-map', '[last]', ...pngOptions] },
    { file: thumbnail, options: ['-map', '[thumbnail]', ...jpegOptions] },
  ];
}
