import type { VideoProbe } from '../probe/media-probe.js';
import type { FilmProfile } from './film-profile.js';
import { rateOf } from './frame-rate.js';
import type { ClipStep } from './plan-join.js';

/**
 * How a picture is encoded: x264 at CRF 18 (hardly told from its source), preset `faster` (at this CRF about the size
 * of `medium` in half its time), high profile in 4:2:0, a key frame at least every two seconds so that players and chats
 * seek well. `sps-id` keeps our parameter sets apart from those of copied clips, which use 0; `stitchable` keeps them
 * the same for every clip, whatever it shows.
 */
export function encodedPicture(
  clip: { readonly video: VideoProbe; readonly step: ClipStep },
  profile: FilmProfile,
): string[] {
  const keyInterval = Math.round(2 * rateOf(profile.picture.frameRate));
  return [
    ...['-vf', pictureFilter(clip.video, profile), '-frames:v', String(clip.step.frames)],
    ...['-c:v', 'libx264', '-preset', 'faster', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-g', String(keyInterval), '-x264-params', `sps-id=${ownParameterSetId}:stitchable=1`],
    ...taggedBt709,
  ];
}

/** Says of an encoded picture what {@link towardsBt709} made it. */
export const taggedBt709: readonly string[] = [
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
];

/** Number of the parameter sets of encoded clips; encoders in the wild use 0. */
export const ownParameterSetId = 1;

/**
 * Rate first, so that no picture is scaled in vain; then square pixels, scaled until the film's size is covered, the
 * rest cut off evenly. The last picture is held for a moment when rounding left the clip one short.
 * (A rotated clip is turned by ffmpeg before the first filter.)
 */
function pictureFilter(video: VideoProbe, { picture }: FilmProfile): string {
  const { width, height, frameRate } = picture;
  const { num, den } = video.sampleAspectRatio;
  return [
    'setpts=PTS-STARTPTS',
    `fps=${frameRate.num}/${frameRate.den}`,
    'tpad=stop=2:stop_mode=clone',
    ...(num === den ? [] : [`scale=w='max(2,trunc(iw*${num}/${den}/2)*2)':h=ih:flags=lanczos`, 'setsar=1']),
    `scale=w=${width}:h=${height}:force_original_aspect_ratio=increase:flags=lanczos:${towardsBt709(video)}`,
    `crop=${width}:${height}`,
    'setsar=1',
    'format=yuv420p',
  ].join(',');
}

/** Options of a scaler: everything becomes BT.709 at video range, which players assume of a film of this size. */
export function towardsBt709(video: VideoProbe): string {
  return `in_color_matrix=${colourMatrix(video)}:out_color_matrix=bt709:out_range=tv`;
}

/** What an untagged picture of standard definition means by its colours is BT.601. */
function colourMatrix({ colour, height, width }: VideoProbe): string {
  const untagged = Math.min(height, width) < 576 ? 'bt601' : 'bt709';
  return matrices[colour.space ?? ''] ?? untagged;
}

const matrices: Readonly<Record<string, string>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
};
