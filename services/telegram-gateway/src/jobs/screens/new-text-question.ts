import { dollars } from '../../words/figures.js';
import type { Words } from '../../words/words.js';

/**
 * Asks for another text of a scene; the one it has can be copied with a tap. HTML.
 *
 * @param about.priceUsd - what it costs when the text comes, in US dollars; missing: nothing yet
 */
export function newTextQuestion(
  words: Words,
  about: { readonly scene: number; readonly text: string; readonly priceUsd?: number },
): string {
  const { scene, text, priceUsd } = about;
  const price = priceUsd === undefined ? 'none' : dollars(priceUsd);
  const question = words.html('scene-text-ask', { scene, price });
  return text === '' ? question : [question, words.html('to-copy', { text })].join('\n');
}
