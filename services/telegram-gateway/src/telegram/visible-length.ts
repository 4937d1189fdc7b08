/** Longest text of a message, after its markup was read. Source: https://core.telegram.org/bots/api#sendmessage */
export const messageMaxCharacters = 4096;

/** How long a text with Telegram's HTML is for Telegram: without its marks, each escaped character as one. */
export function visibleLength(html: string): number {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, '"').length;
}
