import type { Adaptation } from '../adaptation.js';
import { type Aspect, filmSize, type JobSettings, qualitySchema } from '../settings.js';
import type { ModelCard, Rendering } from './card.js';

/** What a person chose about the picture. */
export type PictureSettings = Pick<JobSettings, 'aspect' | 'quality'>;

/** Which other shape is cropped when a model lacks one: the nearest that contains it well. */
const cropFrom: Record<Aspect, readonly Aspect[]> = {
  '16:9': ['1:1', '9:16'],
  '9:16': ['1:1', '16:9'],
  '1:1': ['16:9', '9:16'],
};

/** The size of the model's that serves the person's choice best. */
export function chooseRendering(card: ModelCard, { aspect, quality }: PictureSettings): Rendering {
  const shape = [aspect, ...cropFrom[aspect]].find((candidate) =>
    card.renderings.some((rendering) => rendering.aspect === candidate),
  );
  const fitting = card.renderings
    .filter((rendering) => rendering.aspect === shape)
    .sort((a, b) => shortSideOf(a) - shortSideOf(b));
  const asked = shortSideOf(filmSize(aspect, quality));
  // The smallest that needs no upscaling, else the largest there is.
  const chosen = fitting.find((rendering) => shortSideOf(rendering) >= asked) ?? fitting.at(-1);
  if (!chosen) throw new Error(`${card.id}: no rendering`);
  return chosen;
}

/** What happens to the picture at the end because the model rendered it otherwise. */
export function pictureAdaptations(rendering: Rendering, { aspect, quality }: PictureSettings): Adaptation[] {
  const asked = shortSideOf(filmSize(aspect, quality));
  const rendered = sizeName(shortSideOf(rendering));
  return [
    ...(rendering.aspect === aspect
      ? []
      : [{ kind: 'cropped', asked: aspect, rendered: rendering.aspect } as const]),
    ...(shortSideOf(rendering) < asked ? [{ kind: 'upscaled', asked: quality, rendered } as const] : []),
    ...(shortSideOf(rendering) > asked ? [{ kind: 'downscaled', asked: quality, rendered } as const] : []),
  ];
}

/** The quality with this short side, else the short side itself: a square of 1440 pixels is no quality of ours. */
function sizeName(shortSide: number): string {
  const name = qualitySchema.options.find((quality) => shortSideOf(filmSize('16:9', quality)) === shortSide);
  return name ?? `${shortSide}p`;
}

function shortSideOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.min(width, height);
}
