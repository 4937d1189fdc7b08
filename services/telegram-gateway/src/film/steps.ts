import { omit } from 'es-toolkit/object';
import { type Draft, type FilmStep, filmSteps } from '../conversation/draft.js';

/** The step that follows; the card is the last. */
function stepAfter(step: FilmStep): FilmStep {
  return filmSteps[filmSteps.indexOf(step) + 1] ?? 'summary';
}

/** Where Back leads: to the step before, to the card when one thing is being changed; from the first step, out of them. */
export function stepBack({ step, changing, prompt }: Draft): FilmStep | 'home' {
  if (changing && prompt !== undefined) return 'summary';
  return filmSteps[filmSteps.indexOf(step) - 1] ?? 'home';
}

/** Goes to a step; those behind the prompt need one. What was open besides is closed. */
export function goTo(draft: Draft, step: FilmStep): Draft {
  const behind = filmSteps.indexOf(step) > filmSteps.indexOf('prompt');
  const reached = behind && draft.prompt === undefined ? 'prompt' : step;
  return { ...omit(draft, ['aside']), step: reached, changing: false };
}

/**
 * Goes on once the choice of a step is made: to the next step, or back to the card when one thing is being changed. A
 * choice made twice, or under an older drawing, leads no further and not back.
 */
export function goOn(draft: Draft, chosen: FilmStep): Draft {
  if (draft.changing) return goTo(draft, 'summary');
  const next = stepAfter(chosen);
  return goTo(draft, filmSteps.indexOf(draft.step) > filmSteps.indexOf(next) ? draft.step : next);
}
