import { roundUsd } from '@kinoline/contracts';
import { type ShownJob, spentUsd } from '../jobs/shown-job.js';
import { type KeptFilm, keptFilms, type Person } from '../people/person.js';
import { excerpt } from '../words/figures.js';
import type { StoredFilm } from './delivery-way.js';

const titleCharacters = 200;

/** A film as a person's history keeps it. */
export function keptFilmOf(
  job: ShownJob,
  film: StoredFilm,
  brought: { readonly at: string; readonly fileId?: string | undefined },
): KeptFilm {
  return {
    jobId: job.jobId,
    cut: film.cut,
    title: excerpt(job.request.prompt, titleCharacters),
    at: brought.at,
    seconds: film.facts.seconds,
    costUsd: roundUsd(spentUsd(job)),
    ...(brought.fileId !== undefined && { fileId: brought.fileId }),
  };
}

/** The person with a film in their history, in place of an earlier cut of the same job; again, it changes nothing. */
export function withFilm(person: Person, film: KeptFilm): Person {
  const known = person.films.find(({ jobId }) => jobId === film.jobId);
  if (known && known.cut >= film.cut) return person;
  const others = person.films.filter(({ jobId }) => jobId !== film.jobId);
  const films = [film, ...others].sort((one, other) => other.at.localeCompare(one.at));
  return { ...person, films: films.slice(0, keptFilms) };
}

/** The person with the id under which Telegram keeps a film of theirs, or without the one it does not know any more. */
export function withFileId(
  person: Person,
  { jobId, cut }: Pick<KeptFilm, 'jobId' | 'cut'>,
  fileId: string,
): Person {
  const films = person.films.map((film) =>
    film.jobId === jobId && film.cut === cut ? { ...film, fileId } : film,
  );
  return { ...person, films };
}
