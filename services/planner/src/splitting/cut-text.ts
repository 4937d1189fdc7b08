const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A single word may fill at most this share of a piece; longer ones are cut, so that pieces come out even. */
const wordShare = 1 / 8;

/**
 * Cuts a text into exactly `count` pieces of nearly the same length, between words where it can, else between
 * characters; nothing is lost. Fewer pieces come back only when the text has fewer characters.
 */
export function cutInto(text: string, count: number): string[] {
  const units = unitsOf(text, Math.max(1, Math.floor((text.length / count) * wordShare)));
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  units.forEach((unit, at) => {
    piece += unit;
    taken += unit.length;
    const left = units.length - at - 1;
    const wanted = count - pieces.length - 1;
    const full = taken >= ((pieces.length + 1) * text.length) / count || left <= wanted;
    if (wanted > 0 && full && piece.trim() !== '') {
      pieces.push(piece.trim());
      piece = '';
    }
  });
  return piece.trim() === '' ? pieces : [...pieces, piece.trim()];
}

/** The beginning of a text that fits, ending between words where it can, never inside a character. */
export function shorten(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  let kept = '';
  for (const unit of unitsOf(text, maxCharacters)) {
    if (kept.length + unit.length > maxCharacters) break;
    kept += unit;
  }
  return kept.trim();
}

/** Words with what stands between them; longer ones in characters, longer characters in code points. */
function unitsOf(text: string, maxCharacters: number): string[] {
  const fits = (unit: string): boolean => unit.length <= maxCharacters;
  return segmentsOf(words, text)
    .flatMap((word) => (fits(word) ? [word] : segmentsOf(graphemes, word)))
    .flatMap((grapheme) => (fits(grapheme) ? [grapheme] : Array.from(grapheme)));
}

function segmentsOf(segmenter: Intl.Segmenter, text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
