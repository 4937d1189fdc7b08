import { omit } from 'es-toolkit/object';
import { setPrompt } from '../aside.js';
import type { Draft } from '../../conversation/draft.js';
import { goTo } from '../steps.js';
import type { LineWish } from './read-line.js';

/**
 * The draft once a line was read: what it says counts, the rest is proposed. With a prompt the card is next.
 *
 * @param before - what is put together already, or nothing yet
 * @param at - when the line was written, in seconds since 1970
 */
export function draftOfLine(before: Draft, { prompt, settings, mostUsd }: LineWish, at: number): Draft {
  const wished: Draft = {
    ...omit(goTo(before, 'prompt'), ['mostUsd']),
    settings: { ...before.settings, ...settings },
    ...(mostUsd !== undefined && { mostUsd }),
    changing: true,
  };
  return prompt === '' ? goTo(wished, 'summary') : setPrompt(wished, { text: prompt, at });
}
