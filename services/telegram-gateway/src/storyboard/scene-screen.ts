import { type Button, inRows, type Screen } from '../telegram/screen.js';
import { dollars, excerpt } from '../words/figures.js';
import { beatsOf, type Beat, seamOf, secondsOf } from '../jobs/beats.js';
import { newTextQuestion } from '../jobs/screens/new-text-question.js';
import { boardButton } from '../jobs/screens/sources.js';
import type { Board } from './board.js';
import { cardOf, lengthsFor, priceMark, priceUsd, shotsFor } from './board-price.js';

/** Longest excerpts of a scene's two texts, in characters: a message holds 4,096. */
const draftCharacters = 1500;
const promptCharacters = 1900;

/** One scene in full, with everything that can be done to it and what that does to the price. */
export function sceneScreen(board: Board, beat: Beat): Screen {
  const { words } = board;
  const { draft, prompt } = beat.shots[0];
  return {
    html: [
      figures(board, beat),
      words.html('storyboard-text', { text: excerpt(draft, draftCharacters) }),
      ...(prompt.startsWith(draft)
        ? []
        : [words.html('storyboard-prompt', { text: excerpt(prompt, promptCharacters) })]),
    ].join('\n\n'),
    rows: sceneRows(board, beat),
  };
}

function figures(board: Board, beat: Beat): string {
  const { plan, words } = board;
  const price = priceUsd(board, { scenes: [...beat.shots] });
  return words.html('storyboard-scene-figures', {
    beat: beat.beat,
    scenes: beatsOf(plan.storyboard).length,
    seconds: secondsOf(beat),
    shots: beat.shots.length,
    seam: beat.beat === 1 ? 'first' : seamOf(beat),
    price: price === undefined ? '' : ` · ${dollars(price)}`,
  });
}

function sceneRows(board: Board, beat: Beat): Screen['rows'] {
  const number = beat.beat;
  const beats = beatsOf(board.plan.storyboard);
  const isFirst = number === beats[0]?.beat;
  const isLast = number === beats.at(-1)?.beat;
  const card = cardOf(board, beat);
  const button = (id: string, action: string, price = ''): Button =>
    boardButton(board, [id, { price }], [action, number]);
  return [
    [
      button('new-text', 'words'),
      ...(card && lengthsFor(board, card).length > 1 ? [button('storyboard-length', 'lengths')] : []),
    ],
    [
      ...(isFirst ? [] : [button('storyboard-up', 'up')]),
      ...(isLast ? [] : [button('storyboard-down', 'down')]),
    ],
    ...(isFirst || !card?.inputs.startImage ? [] : [[seamButton(board, beat)]]),
    [
      ...(card ? [button('storyboard-add-after', 'add', addedMark(board, number))] : []),
      ...(beats.length > 1
        ? [button('storyboard-drop', 'drop', priceMark(board, { kind: 'drop', beat: number }))]
        : []),
    ],
    [boardButton(board, ['back'], ['close'])],
  ].filter((row) => row.length > 0);
}

function seamButton(board: Board, beat: Beat): Button {
  return seamOf(beat) === 'cut'
    ? boardButton(board, ['storyboard-join'], ['join', beat.beat, 'continuous'])
    : boardButton(board, ['storyboard-cut'], ['join', beat.beat, 'cut']);
}

/** What one more scene does to the price, as it stands on a button. */
function addedMark(board: Board, after: number): string {
  const card = cardOf(board);
  return card ? priceMark(board, { kind: 'add', after, text: '…', shots: shotsFor(board, card) }) : '';
}

/** The lengths that a scene can have, and what each does to the price. */
export function lengthsScreen(board: Board, beat: Beat): Screen {
  const { words } = board;
  const card = cardOf(board, beat);
  const choices = (card ? lengthsFor(board, card) : []).map(({ seconds }): Button => {
    const shots = card ? shotsFor(board, card, seconds) : [];
    const isPresent = seconds === secondsOf(beat);
    const price = isPresent ? ' ✓' : priceMark(board, { kind: 'lengthen', beat: beat.beat, shots });
    return boardButton(
      board,
      ['storyboard-length-choice', { seconds, price }],
      ['lengthen', beat.beat, seconds],
    );
  });
  return {
    html: words.html('storyboard-lengths', { beat: beat.beat, seconds: secondsOf(beat) }),
    rows: [...inRows(choices, 2), [backToScene(board, beat.beat)]],
  };
}

/** Asks before a text is lost. */
export function dropScreen(board: Board, beat: Beat): Screen {
  const { words } = board;
  const number = beat.beat;
  const price = priceMark(board, { kind: 'drop', beat: number });
  const text = excerpt(beat.shots[0].draft, draftCharacters);
  return {
    html: words.html('storyboard-drop-ask', { beat: number, text }),
    rows: [
      [boardButton(board, ['storyboard-drop-yes', { price }], ['dropped', number])],
      [backToScene(board, number)],
    ],
  };
}

/** Asks for another text of a scene; the one it has can be copied with a tap. */
export function wordsScreen(board: Board, beat: Beat): Screen {
  const text = excerpt(beat.shots[0].draft, promptCharacters);
  return {
    html: newTextQuestion(board.words, { scene: beat.beat, text }),
    rows: [[backToScene(board, beat.beat)]],
  };
}

/** Asks for the text of a scene that is put in behind another one. */
export function newSceneScreen(board: Board, after: number, from: 'scene' | 'list'): Screen {
  const { words } = board;
  const back = from === 'scene' ? backToScene(board, after) : boardButton(board, ['back'], ['close']);
  return {
    html: words.html('storyboard-add-ask', { after, price: addedMark(board, after).trim() || 'none' }),
    rows: [[back]],
  };
}

function backToScene(board: Board, beat: number): Button {
  return boardButton(board, ['back'], ['scene', beat]);
}
