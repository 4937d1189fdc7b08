import { filmSize } from '@kinoline/contracts';
import type { FilmView } from './view.js';

/** Shapes that differ by less look the same. */
const sameShapeWithin = 0.05;

/** What becomes of the person's picture. */
export function pictureLines({ words, draft: { picture, settings }, offer: { card } }: FilmView): string[] {
  if (!picture) return [];
  if (card.inputs.startImage === undefined) return [words.html('film-summary-picture-unused')];
  const { width, height } = filmSize(settings.aspect, settings.quality);
  const difference = Math.abs(Math.log((picture.width / picture.height) * (height / width)));
  return [
    words.html('film-summary-picture'),
    ...(difference > sameShapeWithin
      ? [words.html('film-summary-picture-shape', { aspect: settings.aspect })]
      : []),
  ];
}
