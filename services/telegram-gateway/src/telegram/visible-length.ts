/** Longest text of a message, after its markup was read. Source: https://core.telegram.org/bots/api#sendmessage */
export const messageMaxCharacters = 4096;

/** How long a text with Telegram's HTML is for Telegram: without its marks, each escaped character as one. */
export function visibleLength(html: string): number {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, '"').length;
}

/**
 * The first text that fits into a message; the last one when none does.
 *
 * @param sizes - how much of what can be cut stands in it, from much to little
 */
export function fitted(
  sizes: readonly [number, ...number[]],
  textOf: (characters: number) => string,
): string {
  const [first, ...others] = sizes;
  let html = textOf(first);
  for (const size of others) {
    if (visibleLength(html) <= messageMaxCharacters) break;
    html = textOf(size);
  }
  return html;
}
