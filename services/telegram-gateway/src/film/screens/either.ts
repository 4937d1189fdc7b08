import type { Words } from '../../words/words.js';

/** One of some numbers, as the language says it: `4, 6 или 8`. */
export function either(numbers: readonly number[], { locale }: Words): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(numbers.map(String));
}
