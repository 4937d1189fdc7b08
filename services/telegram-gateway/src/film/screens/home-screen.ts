import { helpButton, settingsButton } from '../../conversation/doors.js';
import type { Person } from '../../people/person.js';
import { pressData } from '../../telegram/press-data.js';
import type { Screen } from '../../telegram/screen.js';
import { excerpt } from '../../words/figures.js';
import type { Words } from '../../words/words.js';
import type { Draft } from '../../conversation/draft.js';
import { filmTopicName } from '../move.js';

/** Where the talk begins: what the bot is for and what a person may do. */
export function homeScreen(
  { name, lastPrompt, lastSettings }: Person,
  draft: Draft | undefined,
  words: Words,
): Screen {
  const again = lastPrompt !== undefined && lastSettings !== undefined;
  return {
    html: [
      words.html('film-home', { name }),
      ...(again ? [words.html('film-home-last', { prompt: excerpt(lastPrompt, 120) })] : []),
    ].join('\n\n'),
    rows: [
      ...(draft
        ? [[{ label: words.plain('film-home-go-on'), data: pressData(filmTopicName, 'resume') }]]
        : []),
      [{ label: words.plain('film-home-new'), data: pressData(filmTopicName, 'new') }],
      ...(again
        ? [[{ label: words.plain('film-home-again'), data: pressData(filmTopicName, 'again') }]]
        : []),
      [settingsButton(words), helpButton(words)],
    ],
  };
}
