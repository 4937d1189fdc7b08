import { promptMaxCharacters } from '@kinoline/contracts';
import { omit } from 'es-toolkit/object';
import type { Draft } from '../conversation/draft.js';
import type { AsideAnswer } from './move.js';
import { goOn } from './steps.js';

/** The most that is kept of texts a person has not said yet what to do with, in characters. */
const asideMaxCharacters = 20_000;

/** A text of a person's. */
export interface Said {
  readonly text: string;
  /** When, in seconds since 1970. */
  readonly at: number;
}

/** Keeps a text until the person says what becomes of it. */
export function setAside(draft: Draft, kind: 'more' | 'too-long', { text, at }: Said): Draft {
  return { ...draft, aside: { kind, text: text.slice(0, asideMaxCharacters), at } };
}

/** Takes a text as the prompt; one that is too long is set aside. After the step that asked for it comes the next. */
export function setPrompt(draft: Draft, said: Said): Draft {
  const prompt = said.text.trim();
  if (prompt.length > promptMaxCharacters) return setAside(draft, 'too-long', { ...said, text: prompt });
  const described: Draft = { ...omit(draft, ['aside']), prompt, promptAt: said.at, fresh: false };
  return draft.step === 'prompt' ? goOn(described, 'prompt') : described;
}

/** Does what the person said about a text that was set aside. */
export function answerAside(draft: Draft, answer: AsideAnswer): Draft {
  const { aside } = draft;
  // What was asked is answered once: adding may make a text that is too long, which is asked about anew.
  if (!aside || (answer !== 'drop' && (answer === 'cut') !== (aside.kind === 'too-long'))) return draft;
  switch (answer) {
    case 'drop':
      return omit(draft, ['aside']);
    case 'add':
      return setPrompt(draft, { text: joined(draft.prompt, aside.text), at: aside.at });
    case 'instead':
      return setPrompt(draft, aside);
    case 'cut':
      return setPrompt(draft, { text: beginningOf(aside.text, promptMaxCharacters), at: aside.at });
  }
}

/** Two texts as one. */
export function joined(before: string | undefined, text: string): string {
  return before === undefined ? text : `${before}\n${text}`;
}

/** Cuts at a word's end where there is one, and never inside a character. */
function beginningOf(text: string, maxCharacters: number): string {
  const cut = text.slice(0, maxCharacters).replace(/[\uD800-\uDBFF]$/, '');
  const atWord = text.length > maxCharacters ? cut.replace(/\s+\S*$/, '') : cut;
  return atWord.length > maxCharacters / 2 ? atWord : cut;
}
