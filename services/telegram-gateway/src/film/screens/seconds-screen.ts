import { chooseRendering } from '@kinoline/contracts';
import { inRows, type Screen } from '../../telegram/screen.js';
import { sceneLengths } from '../lengths.js';
import { sceneSecondsLimits } from '../limits.js';
import { either } from './either.js';
import { choice, type FilmView, leave } from './view.js';

/** How long a scene is. */
export function secondsScreen(view: FilmView): Screen {
  const { words, draft, offer } = view;
  const { card } = offer;
  const buttons = sceneLengths(card, draft.settings).map(({ seconds, clips }) =>
    choice(
      clips === 1
        ? words.plain('film-seconds-button', { seconds })
        : words.plain('film-seconds-shots-button', { seconds, shots: clips }),
      { kind: 'seconds', seconds },
      seconds === draft.settings.secondsPerScene,
    ),
  );
  return {
    html: words.html('film-seconds-title', {
      model: card.name,
      seconds: either(chooseRendering(card, draft.settings).seconds, words),
      ...sceneSecondsLimits,
    }),
    rows: [...inRows(buttons, 3), leave(view)],
  };
}
