import type { Words } from './words.js';

/** Dollars as people read them: `$4.80`, never rounded down to nothing. */
export function dollars(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 0.01 ? 4 : 2)}`;
}

/** A time that passed or a film's length, in seconds: `4:05`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** A guess at a time to wait, in seconds, as people say it: `about 4 min`. */
export function about(seconds: number, words: Words): string {
  if (seconds < 50)
    return words.plain('about-seconds', { seconds: Math.max(10, Math.ceil(seconds / 10) * 10) });
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return words.plain('about-minutes', { minutes });
  return words.plain('about-hours', { hours: Math.round(minutes / 6) / 10 });
}

/** A person's text in at most so many characters, cut at a word where there is one. */
export function excerpt(text: string, maxCharacters: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= maxCharacters) return line;
  const cut = line.slice(0, maxCharacters - 1).replace(/[\uD800-\uDBFF]$/, '');
  const atWord = cut.replace(/\s\S*$/, '');
  return `${atWord.length > maxCharacters / 2 ? atWord : cut}…`;
}
