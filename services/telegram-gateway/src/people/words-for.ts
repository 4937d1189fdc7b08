import type { Dictionary, Locale, Words } from '../words/words.js';
import { languageOf, type Person } from './person.js';

/** The words for a person, in the language they have now; for one who is not known, in another. */
export function wordsFor(dictionary: Dictionary, person: Person | undefined, otherwise: Locale): Words {
  return dictionary[person ? languageOf(person) : otherwise];
}
