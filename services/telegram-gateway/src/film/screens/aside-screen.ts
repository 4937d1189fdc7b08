import { promptMaxCharacters } from '@kinoline/contracts';
import type { Screen } from '../../telegram/screen.js';
import { excerpt } from '../../words/figures.js';
import type { Draft } from '../../conversation/draft.js';
import { type FilmView, leave, moveButton } from './view.js';

/** Asks what becomes of a text that came besides, or is too long. */
export function asideScreen(view: FilmView, aside: NonNullable<Draft['aside']>): Screen {
  switch (aside.kind) {
    case 'more':
      return moreScreen(view, aside.text);
    case 'too-long':
      return tooLongScreen(view, aside.text);
  }
}

function moreScreen(view: FilmView, text: string): Screen {
  const { words } = view;
  return {
    html: words.html('film-more-title', { text: excerpt(text, 700) }),
    rows: [
      [
        moveButton(words.plain('film-more-add'), { kind: 'aside', answer: 'add' }),
        moveButton(words.plain('film-more-instead'), { kind: 'aside', answer: 'instead' }),
      ],
      leave(view),
    ],
  };
}

function tooLongScreen(view: FilmView, text: string): Screen {
  const { words } = view;
  const most = promptMaxCharacters;
  return {
    html: words.html('film-too-long', { most, characters: text.length, over: text.length - most }),
    rows: [
      [moveButton(words.plain('film-too-long-cut', { most }), { kind: 'aside', answer: 'cut' })],
      leave(view),
    ],
  };
}
