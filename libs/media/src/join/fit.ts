import type { VideoProbe } from '../probe/media-probe.js';

/** A size in square pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What happens to a picture on its way to the film's size. */
export interface Fit {
  /** Whether it is enlarged, made smaller, or neither by more than a fiftieth. */
  readonly scaled: 'up' | 'down' | 'no';
  /** Whether more than a fiftieth of its width or height is cut away. */
  readonly cropped: boolean;
}

/** Model sizes are often a few pixels off the ideal shape (1284 x 716): that is nothing to tell a person about. */
const noticeable = 0.02;

/** The size at which a player shows the picture: turned and with square pixels. */
export function shownSize({ width, height, sampleAspectRatio, rotation = 0 }: VideoProbe): Size {
  const square = {
    width: Math.max(1, Math.round((width * sampleAspectRatio.num) / sampleAspectRatio.den)),
    height,
  };
  return rotation % 180 === 0 ? square : { width: square.height, height: square.width };
}

/** How a picture of one size is made to fill another: scaled until it covers it, the rest cut off evenly. */
export function fitOf(shown: Size, target: Size): Fit {
  const factor = Math.max(target.width / shown.width, target.height / shown.height);
  const lost = Math.max(
    1 - target.width / (shown.width * factor),
    1 - target.height / (shown.height * factor),
  );
  return { scaled: scaling(factor), cropped: lost > noticeable };
}

function scaling(factor: number): Fit['scaled'] {
  if (factor > 1 + noticeable) return 'up';
  return factor < 1 - noticeable ? 'down' : 'no';
}
