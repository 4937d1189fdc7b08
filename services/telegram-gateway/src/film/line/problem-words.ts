import type { ModelCatalogue } from '@kinoline/contracts';
import { isOffered } from '@kinoline/contracts';
import { messageMaxCharacters } from '../../telegram/visible-length.js';
import { excerpt } from '../../words/figures.js';
import type { Words } from '../../words/words.js';
import type { LineProblem } from './read-line.js';

/** So much room is left for what is wrong and what can be said. */
const besidesMaxCharacters = 1200;
/** So much of what is wrong is quoted. */
const givenMaxCharacters = 60;

/** What is not right in a line, what can be said, and the line itself to be mended. */
export function problemHtml(
  problem: LineProblem,
  line: string,
  {
    words,
    catalogue,
    now,
  }: { readonly words: Words; readonly catalogue: ModelCatalogue; readonly now: Date },
): string {
  const names = [...catalogue.values()].filter((card) => isOffered(card, now)).map(({ name }) => name);
  const fits = line.length <= messageMaxCharacters - besidesMaxCharacters;
  return [
    problemLine(problem, words, names),
    words.html('film-line-options'),
    fits ? words.html('film-line-yours', { line }) : words.html('film-line-above'),
  ].join('\n\n');
}

function problemLine(problem: LineProblem, words: Words, models: readonly string[]): string {
  switch (problem.kind) {
    case 'unknown':
      return problem.nearest === undefined
        ? words.html('film-line-unknown', { given: excerpt(problem.given, givenMaxCharacters) })
        : words.html('film-line-unknown-nearest', {
            given: excerpt(problem.given, givenMaxCharacters),
            nearest: `--${problem.nearest}`,
          });
    case 'no-value':
      return words.html('film-line-no-value', { option: `--${problem.option}` });
    case 'bad-number':
      return words.html('film-line-bad-number', {
        option: `--${problem.option}`,
        given: excerpt(problem.given, givenMaxCharacters),
        ...problem.limits,
      });
    case 'bad-word':
      return words.html('film-line-bad-word', {
        option: `--${problem.option}`,
        given: excerpt(problem.given, givenMaxCharacters),
        known: problem.known.join(', '),
      });
    case 'bad-budget':
      return words.html('film-line-bad-budget', { given: excerpt(problem.given, givenMaxCharacters) });
    case 'unknown-model':
      return words.html('film-line-unknown-model', {
        given: excerpt(problem.given, givenMaxCharacters),
        known: excerpt(models.join(', '), 400),
      });
  }
}
