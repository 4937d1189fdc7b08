import { type Aspect, aspectSchema, type ModelCard, type Quality, qualitySchema } from '@kinoline/contracts';
import type { Screen } from '../../telegram/screen.js';
import type { Words } from '../../words/words.js';
import { either } from './either.js';
import { qualityName } from '../../catalogue/quality-name.js';
import { leastRate, rate } from './rate.js';
import { choice, type FilmView, leave } from './view.js';

/** So many models are described; of further ones there are only buttons. */
const describedModels = 8;

/** Which model makes the film: what each can do and what it costs. */
export function modelScreen(view: FilmView): Screen {
  const { words, cards, offer, now } = view;
  const described = cards.slice(0, describedModels).map((card) => modelText(card, words, now));
  return {
    html: [words.html('film-model-title'), ...described].join('\n\n'),
    rows: [...cards.map((card) => [modelButton(card, view, card.id === offer.card.id)]), leave(view)],
  };
}

function modelButton(card: ModelCard, { words, now }: FilmView, chosen: boolean): Screen['rows'][0][0] {
  const label = words.plain('film-model-button', { model: card.name, rate: leastRate(card, now) });
  return choice(label, { kind: 'model', model: card.id }, chosen);
}

function modelText(card: ModelCard, words: Words, now: Date): string {
  const title = card.recommended ? 'film-model-recommended' : 'film-model-name';
  return [
    words.html(title, { model: card.name }),
    words.html(priceId(card), { silent: rate(card, false, now), sound: rate(card, true, now) }),
    words.html(
      card.inputs.startImage === undefined ? 'film-model-can-no-picture' : 'film-model-can',
      abilities(card, words),
    ),
  ].join('\n');
}

function priceId(card: ModelCard): string {
  switch (card.sound) {
    case 'optional':
      return 'film-model-sound-optional';
    case 'always':
      return 'film-model-sound-always';
    case 'never':
      return 'film-model-sound-never';
  }
}

function abilities(
  { renderings }: ModelCard,
  words: Words,
): { shapes: string; qualities: string; seconds: string } {
  const shapes = new Set<Aspect>(renderings.map(({ aspect }) => aspect));
  const qualities = new Set<Quality>(renderings.map(({ quality }) => quality));
  const seconds = new Set(renderings.flatMap((rendering) => rendering.seconds));
  return {
    shapes: aspectSchema.options.filter((aspect) => shapes.has(aspect)).join(', '),
    qualities: qualitySchema.options
      .filter((quality) => qualities.has(quality))
      .map(qualityName)
      .join(', '),
    seconds: either(
      [...seconds].sort((a, b) => a - b),
      words,
    ),
  };
}
