import { clipInput, type FfmpegCommand } from '../command.js';
import { rateOf, usualTimescale } from '../join/frame-rate.js';
import { cleanMp4, fastStart } from '../join/mp4-options.js';
import { taggedBt709, towardsBt709 } from '../join/picture-options.js';
import { aac } from '../join/sound-options.js';
import type { VideoProbe } from '../probe/media-probe.js';
import type { PlannedSound, ShrinkPlan } from './plan-shrink.js';

/** A film to encode smaller; paths are absolute. */
export interface ShrinkWork {
  readonly film: string;
  readonly video: VideoProbe;
  readonly plan: ShrinkPlan;
  /** Beginning of the names of the encoder's notes, which the first pass writes and the second reads. */
  readonly notes: string;
}

/** The first of two passes: the encoder sees the whole film and notes where its bits are best spent. */
export function surveyCommand(work: ShrinkWork): FfmpegCommand {
  return {
    inputs: [clipInput(work.film)],
    outputs: [
      {
        file: '/dev/null',
        options: ['-map', '0:v:0', ...pictureOptions(work), '-pass', '1', '-f', 'null'],
      },
    ],
    expectedSeconds: work.plan.seconds,
  };
}

/** The second pass: writes the smaller film, whose size the notes make certain. */
export function shrinkCommand(work: ShrinkWork, copy: string): FfmpegCommand {
  const { plan } = work;
  return {
    inputs: [clipInput(work.film)],
    outputs: [
      {
        file: copy,
        options: [
          ...['-map', '0:v:0', ...pictureOptions(work), '-pass', '2'],
          ...soundOptions(plan.sound),
          ...cleanMp4(usualTimescale(plan.frameRate)),
          ...fastStart,
        ],
      },
    ],
    expectedSeconds: plan.seconds,
  };
}

/**
 * Both passes must see the very same pictures, so their number and times are pinned. The rate may rise by half for a
 * while, no more: a phone plays the file while it comes in.
 */
function pictureOptions({ plan, video, notes }: ShrinkWork): string[] {
  const { frameRate, frames, pictureBitsPerSecond: rate } = plan;
  return [
    ...['-vf', pictureFilter(plan, video), '-frames:v', String(frames)],
    ...['-c:v', 'libx264', '-preset', 'faster', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-b:v', String(rate), '-maxrate', String(Math.ceil(1.5 * rate)), '-bufsize', String(2 * rate)],
    ...['-g', String(Math.round(2 * rateOf(frameRate))), '-passlogfile', notes],
    ...taggedBt709,
  ];
}

function pictureFilter({ width, height, frameRate }: ShrinkPlan, video: VideoProbe): string {
  return [
    `fps=${frameRate.num}/${frameRate.den}`,
    'tpad=stop=2:stop_mode=clone',
    `scale=w=${width}:h=${height}:flags=lanczos:${towardsBt709(video)}`,
    'setsar=1',
    'format=yuv420p',
  ].join(',');
}

function soundOptions(sound: PlannedSound | undefined): string[] {
  return sound === undefined ? [] : ['-map', '0:a:0', ...aac(sound, sound.bitsPerSecond)];
}
