import type { ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { chatOf } from '../jobs/chat-of.js';
import { type ShownJob, timeKey } from '../jobs/shown-job.js';
import { PEOPLE, type People } from '../people/people.js';
import { QUOTAS, type Quotas } from '../people/quotas.js';
import { wordsFor } from '../people/words-for.js';
import { type Dictionary, DICTIONARY } from '../words/words.js';
import type { StoredFilm } from './delivery-way.js';
import { filmButtons } from './film-buttons.js';
import { captionOf } from './film-caption.js';
import type { FilmParcel } from './film-sender.service.js';
import { storyOf } from './film-story.js';

/** Makes films that were just finished ready to be sent: with what they tell, in the language of their person. */
@Injectable()
export class FilmParcels {
  constructor(
    @Inject(PEOPLE) private readonly people: People,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(QUOTAS) private readonly quotas: Quotas,
  ) {}

  /**
   * @param lost - earlier uploads of the film whose answer was lost
   * @throws PermanentError for a job that names no chat
   */
  async pack(job: ShownJob, film: StoredFilm, lost: number): Promise<FilmParcel> {
    const chatId = chatOf(job);
    const { personId, locale } = job.request.requester;
    const person = await this.people.read(personId);
    const words = wordsFor(this.dictionary, person, locale);
    const about = { catalogue: this.catalogue, now: new Date() };
    const standing = person && (await this.quotas.standing(person, about.now, job.jobId));
    const story = storyOf({ job, film, person, standing }, words, about);
    const caption = (remarks: readonly string[]): string => captionOf(story, remarks, words);
    const rows = filmButtons(film, words);
    return { chatId, film, words, caption, rows, madeAt: madeAt(job, film), lost };
  }
}

function madeAt(job: ShownJob, { cut }: StoredFilm): Date {
  return new Date(job.times[timeKey('stitched', cut)] ?? Date.now());
}
