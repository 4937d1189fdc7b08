import type { ShownJob } from '../jobs/shown-job.js';
import { languageOf, type Person } from '../people/person.js';
import type { Dictionary, Words } from '../words/words.js';

/** The words for whoever asked for a job: in the language they have now, else in that of their request. */
export function readerWords(dictionary: Dictionary, job: ShownJob, person: Person | undefined): Words {
  return dictionary[person ? languageOf(person) : job.request.requester.locale];
}
