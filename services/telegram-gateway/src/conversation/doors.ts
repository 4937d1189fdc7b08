import { pressData, type PressData } from '../telegram/press-data.js';
import type { Button } from '../telegram/screen.js';
import type { Words } from '../words/words.js';

/** Leads back to where the talk begins. */
export function homeButton(words: Words): Button {
  return { label: words.plain('back'), data: pressData('film', 'home') };
}

/** Leads back to the film that the person is putting together. */
export const backToFilm: PressData = { topic: 'film', action: 'resume', args: [] };

/** Opens the settings. */
export function settingsButton(words: Words): Button {
  return { label: words.plain('settings'), data: pressData('settings', 'show') };
}

/** Tells what the bot can do. */
export function helpButton(words: Words): Button {
  return { label: words.plain('film-home-help'), data: pressData('help', 'show') };
}

/** Sends a film of the person's that did not reach the chat, or once more. */
export function sendFilmButton(
  { jobId, cut }: { readonly jobId: string; readonly cut: number },
  words: Words,
): Button {
  return { label: words.plain('delivery-unbrought-send'), data: pressData('history', 'film', jobId, cut) };
}

/** Proposes a new film of the same text as a job's. */
export function sameTextButton(jobId: string, words: Words): Button {
  return { label: words.plain('same-text'), data: pressData('film', 'again', jobId) };
}
