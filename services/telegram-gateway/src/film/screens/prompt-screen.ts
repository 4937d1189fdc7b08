import { promptMaxCharacters } from '@kinoline/contracts';
import type { Screen } from '../../telegram/screen.js';
import { excerpt } from '../../words/figures.js';
import { type FilmView, leave, moveButton } from './view.js';

/** What the film is about. */
export function promptScreen(view: FilmView): Screen {
  const { words, draft } = view;
  const ask = words.html('film-prompt-title', { most: promptMaxCharacters });
  const picture = words.html(draft.picture ? 'film-note-picture-taken' : 'film-prompt-picture');
  if (draft.prompt === undefined) {
    return { html: [ask, words.html('film-prompt-examples'), picture].join('\n\n'), rows: [leave(view)] };
  }
  const present = words.html('film-prompt-present', { prompt: excerpt(draft.prompt, 700) });
  const keep = { kind: 'go', step: draft.changing ? 'summary' : 'seconds' } as const;
  return {
    html: [ask, present, picture].join('\n\n'),
    rows: [[moveButton(words.plain('film-prompt-keep'), keep)], leave(view)],
  };
}
