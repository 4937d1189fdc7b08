import type { Screen } from '../../telegram/screen.js';
import type { FilmStep } from '../../conversation/draft.js';
import { lookScreen } from './look-screen.js';
import { modelScreen } from './model-screen.js';
import { promptScreen } from './prompt-screen.js';
import { scenesScreen } from './scenes-screen.js';
import { secondsScreen } from './seconds-screen.js';
import type { FilmView } from './view.js';

/** What a step before the card shows. */
export const stepScreens: Readonly<Record<Exclude<FilmStep, 'summary'>, (view: FilmView) => Screen>> = {
  model: modelScreen,
  look: lookScreen,
  prompt: promptScreen,
  seconds: secondsScreen,
  scenes: scenesScreen,
};
