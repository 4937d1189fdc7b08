import type { Words } from '../../words/words.js';

/** Asks for another text of a scene; the one it has can be copied with a tap. HTML. */
export function newTextQuestion(
  words: Words,
  { scene, text }: { readonly scene: number; readonly text: string },
): string {
  return [words.html('scene-text-ask', { scene }), words.html('to-copy', { text })].join('\n');
}
