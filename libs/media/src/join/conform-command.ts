import { clipInput, type FfmpegCommand, type FfmpegInput } from '../command.js';
import type { MediaProbe } from '../probe/media-probe.js';
import type { FilmProfile, FilmSound } from './film-profile.js';
import { cleanMp4 } from './mp4-options.js';
import { encodedPicture } from './picture-options.js';
import type { ClipStep } from './plan-join.js';
import { aac, encodedSound, silence } from './sound-options.js';

/** A clip that cannot go into the join as it is. */
export interface ClipToConform {
  readonly path: string;
  readonly probe: MediaProbe;
  readonly step: ClipStep;
  /** Absolute path of the piece to write. */
  readonly piece: string;
}

/**
 * Makes the piece that stands for a clip in the join: picture first, sound second, the film's clock. Only what differs
 * is encoded.
 */
export function conformCommand(clip: ClipToConform, profile: FilmProfile): FfmpegCommand {
  const { step, probe } = clip;
  const sound = soundPart(step, profile.sound);
  const picture =
    step.picture === 'copied' ? ['-c:v', 'copy'] : encodedPicture({ video: probe.video, step }, profile);
  return {
    inputs: [clipInput(clip.path), ...sound.inputs],
    outputs: [
      {
        file: clip.piece,
        options: ['-map', '0:v:0', ...picture, ...sound.options, ...cleanMp4(profile.picture.timescale)],
      },
    ],
    expectedSeconds: step.seconds,
  };
}

interface SoundPart {
  readonly inputs: readonly FfmpegInput[];
  readonly options: readonly string[];
}

function soundPart(step: ClipStep, film: FilmSound): SoundPart {
  if (film.kind !== 'clips' || step.sound === 'none') return { inputs: [], options: [] };
  const own = ['-map', '0:a:0'];
  switch (step.sound) {
    case 'copied':
      return { inputs: [], options: [...own, '-c:a', 'copy'] };
    case 'encoded':
      return { inputs: [], options: [...own, ...encodedSound(step, film.format)] };
    case 'silence':
      return {
        inputs: [silence(step.seconds, film.format)],
        options: ['-map', '1:a:0', ...aac(film.format)],
      };
  }
}
