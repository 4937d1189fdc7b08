import { inRows, type Screen } from '../../telegram/screen.js';
import { dollars } from '../../words/figures.js';
import { scenesLimits } from '../limits.js';
import { choice, type FilmView, leave } from './view.js';

/** So many scenes are one tap away. */
const quickScenes = 12;

/** How many scenes the film has. */
export function scenesScreen(view: FilmView): Screen {
  const { words, draft, offer } = view;
  const counts = Array.from({ length: quickScenes }, (_, at) => at + 1);
  const { estimate, settings, clips } = offer;
  return {
    html: words.html('film-scenes-title', {
      seconds: clips.reduce((sum, each) => sum + each, 0),
      price: dollars(estimate.costUsd / settings.scenes),
      most: scenesLimits.most,
    }),
    rows: [
      ...inRows(
        counts.map((scenes) =>
          choice(String(scenes), { kind: 'scenes', scenes }, scenes === draft.settings.scenes),
        ),
        4,
      ),
      leave(view),
    ],
  };
}
