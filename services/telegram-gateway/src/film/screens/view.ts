import type { ModelCard, ModelCatalogue } from '@kinoline/contracts';
import type { Button } from '../../telegram/screen.js';
import { pressData } from '../../telegram/press-data.js';
import type { Words } from '../../words/words.js';
import type { Draft } from '../../conversation/draft.js';
import { filmTopicName, type Move, moveData } from '../move.js';
import type { Offer } from '../offer.js';
import { stepBack } from '../steps.js';

/** Everything a step of choosing a film is drawn from. */
export interface FilmView {
  readonly words: Words;
  readonly draft: Draft;
  readonly offer: Offer;
  readonly catalogue: ModelCatalogue;
  /** The models that may be chosen, the recommended ones first. */
  readonly cards: readonly ModelCard[];
  readonly now: Date;
}

/** A button that makes a move. */
export function moveButton(label: string, move: Move): Button {
  return { label, data: moveData(move) };
}

/** A button with a mark when it is what is chosen. */
export function choice(label: string, move: Move, chosen: boolean): Button {
  return moveButton(chosen ? `✓ ${label}` : label, move);
}

/** The buttons under every step: to the step before, and out. */
export function leave({ words, draft }: Pick<FilmView, 'words' | 'draft'>): Button[] {
  const back = stepBack(draft);
  const data = draft.aside
    ? moveData({ kind: 'aside', answer: 'drop' })
    : back === 'home'
      ? pressData(filmTopicName, 'home')
      : moveData({ kind: 'go', step: back });
  return [
    { label: words.plain('back'), data },
    { label: words.plain('cancel'), data: pressData(filmTopicName, 'stop') },
  ];
}
