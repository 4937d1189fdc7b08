/** A span of time as people read it: `0:07`, `12:40`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const padded = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}

/** US dollars: `$0.60`; a third digit only where it counts. */
export function dollars(usd: number): string {
  const cents = Math.round(usd * 100) / 100;
  return Math.abs(usd - cents) < 0.0005 ? `$${cents.toFixed(2)}` : `$${usd.toFixed(3)}`;
}

/** A count with its noun: `1 scene`, `3 scenes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const segmenter = new Intl.Segmenter();

/** The characters of a text as people count them. */
export function charactersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** At most `length` characters on one line, an ellipsis where something was cut. */
export function shortened(text: string, length: number): string {
  const characters = charactersOf(text.replaceAll(/\s+/g, ' ').trim());
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}
