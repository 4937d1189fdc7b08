/**
 * Words by which providers say that prompt, start image or result was refused by moderation. `E005` is Replicate's
 * "The input or output was flagged as sensitive"; the others are the wordings of the models behind it (Veo's
 * "violates … policies", Sora's "moderation", Kling's "risk control").
 */
const moderationWords =
  /\bE005\b|flagged|sensitive|safety|moderat|nsfw|content polic|violat|prohibited|risk control|responsible ai|\brai\b/i;

/** Whether the provider's error text says that moderation refused it. */
export function isModeration(error: string): boolean {
  return moderationWords.test(error);
}

const addresses = /\b(?:https?|data):[^\s"')]+/gi;

/** A text of the provider's fit for messages and logs: without addresses and data, of bounded length. */
export function quotable(text: string, maxCharacters = 500): string {
  const clean = text.replace(addresses, '<address>').replace(/\s+/g, ' ').trim();
  return clean.length > maxCharacters ? `${clean.slice(0, maxCharacters - 1)}…` : clean;
}
