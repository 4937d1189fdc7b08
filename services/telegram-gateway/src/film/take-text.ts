import { isOffered, type ModelCatalogue } from '@kinoline/contracts';
import { joined, type Said, setAside, setPrompt } from './aside.js';
import type { Draft } from '../conversation/draft.js';
import { isWithin, type Limits, sceneSecondsLimits, scenesLimits } from './limits.js';
import { makeMove } from './make-move.js';
import type { Move } from './move.js';
import { modelNamed } from '../catalogue/models.js';
import type { Note, Taken } from './note.js';
import { readAspect, readNumber, readQuality } from './read-choice.js';

/** Telegram cuts a text of more than 4,096 characters; the pieces arrive within this many seconds. */
const piecesWithinSeconds = 5;
/** A piece that was cut off is as long as Telegram allows, up to the word at which it was cut. */
const pieceMinCharacters = 3_900;

/**
 * The draft after a person wrote something: the answer to the step that is shown, the prompt, or something to be asked
 * about. Nothing that was said before is lost.
 */
export function takeText(draft: Draft, said: Said, catalogue: ModelCatalogue, on: Date): Taken<Draft> {
  const { aside } = draft;
  if (aside?.kind === 'more') {
    return { draft: setAside(draft, 'more', { ...said, text: joined(aside.text, said.text) }) };
  }
  const before = cutOff(draft, said);
  const read = aside && before !== undefined ? undefined : readAnswer(draft, said.text, catalogue, on);
  if (read) return 'id' in read ? { draft, note: read } : { draft: makeMove(draft, read, catalogue, on) };
  if (before === undefined) return takePrompt(draft, said);
  return takeWhole(draft, { ...said, text: joined(before, said.text) });
}

/** Takes a text as the prompt; when there is one already, the person is asked. */
function takePrompt(draft: Draft, said: Said): Taken<Draft> {
  if (!/\p{L}/u.test(said.text)) return { draft, note: { id: 'film-note-no-words' } };
  if (draft.step !== 'prompt' && draft.prompt !== undefined) {
    return { draft: setAside(draft, 'more', said) };
  }
  const taken = setPrompt(draft, said);
  return taken.aside || draft.step === 'prompt'
    ? { draft: taken }
    : { draft: taken, note: { id: 'film-note-prompt-taken' } };
}

/** Takes a text that Telegram cut as the prompt, in place of its first piece. */
function takeWhole(draft: Draft, said: Said): Taken<Draft> {
  const taken = setPrompt(draft, said);
  return taken.aside ? { draft: taken } : { draft: taken, note: { id: 'film-note-pieces-joined' } };
}

/** The text that Telegram cut this one off from. */
function cutOff({ aside, prompt, promptAt }: Draft, { at }: Said): string | undefined {
  const last = aside ? { text: aside.text, at: aside.at } : { text: prompt ?? '', at: promptAt ?? 0 };
  const soon = Math.abs(at - last.at) <= piecesWithinSeconds;
  return soon && last.text.length >= pieceMinCharacters ? last.text : undefined;
}

/** What a text answers to the step that is shown, if it does. */
function readAnswer(
  { step }: Draft,
  text: string,
  catalogue: ModelCatalogue,
  on: Date,
): Move | Note | undefined {
  switch (step) {
    case 'model':
      return readModel(text, catalogue, on);
    case 'look':
      return readLook(text);
    case 'seconds':
      return readWithin(
        readNumber(text, 'seconds'),
        sceneSecondsLimits,
        'film-note-seconds-limits',
        (seconds) => ({ kind: 'seconds', seconds }),
      );
    case 'scenes':
      return readWithin(readNumber(text, 'scenes'), scenesLimits, 'film-note-scenes-limits', (scenes) => ({
        kind: 'scenes',
        scenes,
      }));
    case 'prompt':
    case 'summary':
      return undefined;
  }
}

function readModel(text: string, catalogue: ModelCatalogue, on: Date): Move | Note | undefined {
  const card = catalogue.get(modelNamed(catalogue, text) ?? '');
  if (!card) return undefined;
  return isOffered(card, on)
    ? { kind: 'model', model: card.id }
    : { id: 'film-note-model-retired', args: { model: card.name } };
}

function readLook(text: string): Move | undefined {
  const [quality, aspect] = [readQuality(text), readAspect(text)];
  if (quality) return { kind: 'quality', quality };
  return aspect && { kind: 'aspect', aspect };
}

function readWithin(
  number: number | undefined,
  limits: Limits,
  id: string,
  move: (number: number) => Move,
): Move | Note | undefined {
  if (number === undefined) return undefined;
  return isWithin(number, limits) ? move(number) : { id, args: { ...limits } };
}
