import { type Adaptation, filmSize, type PixelSize } from '@kinoline/contracts';
import type { WantedFilm } from './film-end.js';
import type { JoinedClip, SoundClip } from './ports.js';

/** What was asked, of which this is compared. */
export type Asked = Pick<WantedFilm, 'aspect' | 'quality' | 'audio'>;

/** What had to be adapted to make the film of these clips, each kind of change once. */
export function adaptationsOf(
  asked: Asked,
  joined: readonly JoinedClip[],
  used: readonly Pick<SoundClip, 'probe'>[],
): Adaptation[] {
  const told = [
    ...joined.flatMap((clip) => pictureAdaptations(asked, clip)),
    ...soundAdaptation(asked, used),
  ];
  return [...new Map(told.map((adaptation) => [JSON.stringify(adaptation), adaptation])).values()];
}

function pictureAdaptations({ aspect, quality }: Asked, { fit, shown }: JoinedClip): Adaptation[] {
  const rendered = qualityName(shown, filmSize(aspect, quality));
  return [
    ...(fit.cropped ? [{ kind: 'cropped', asked: aspect, rendered: shapeName(shown) } as const] : []),
    ...(fit.scaled === 'up' ? [{ kind: 'upscaled', asked: quality, rendered } as const] : []),
    ...(fit.scaled === 'down' ? [{ kind: 'downscaled', asked: quality, rendered } as const] : []),
  ];
}

function soundAdaptation({ audio }: Asked, used: readonly Pick<SoundClip, 'probe'>[]): Adaptation[] {
  const heard = used.some(({ probe }) => probe.audio !== undefined);
  if (audio === heard) return [];
  return [{ kind: audio ? 'sound-missing' : 'sound-removed' }];
}

const shapes: Readonly<Record<string, number>> = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1 };

/** Sizes this close have the same name: models deliver 1284 x 716 and mean 16:9 at 720p. */
const nearness = 0.03;

function shapeName({ width, height }: PixelSize): string {
  const shape = width / height;
  const name = Object.keys(shapes).find((key) => isNear(shape, shapes[key] ?? 0));
  return name ?? `${width}x${height}`;
}

const qualities: Readonly<Record<string, number>> = { '720p': 720, '1080p': 1080, '4k': 2160 };

/** The quality that the part of the picture which is in the film had when it was rendered. */
function qualityName(shown: PixelSize, film: PixelSize): string {
  const factor = Math.max(film.width / shown.width, film.height / shown.height);
  const side = Math.min(film.width, film.height) / factor;
  const name = Object.keys(qualities).find((key) => isNear(side, qualities[key] ?? 0));
  return name ?? `${Math.round(side)}p`;
}

function isNear(value: number, ideal: number): boolean {
  return Math.abs(value / ideal - 1) < nearness;
}
