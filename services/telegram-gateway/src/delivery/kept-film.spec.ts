import { describe, expect, it } from '@jest/globals';
import { filmStitched, jobRequested, newJobId } from '../../test/films.js';
import { deliveredJob } from '../../test/shown-films.js';
import { newcomer } from '../../test/talk-line.js';
import { keptFilms, personSchema } from '../people/person.js';
import { keptFilmOf, withFileId, withFilm } from './kept-film.js';

const film = (jobId: string, at: string, cut = 1) => {
  const job = deliveredJob({}, jobRequested(jobId, 'telegram', { prompt: 'fox '.repeat(900) }));
  return keptFilmOf(job, filmStitched(jobId, cut), { at, fileId: `file ${cut}` });
};

describe('the films of a person', () => {
  it('are kept newest first, a new cut in place of the old one, and only so many', () => {
    const [first, second] = [newJobId(), newJobId()];
    let person = withFilm(newcomer, film(first, '2026-11-20T00:00:00Z'));
    person = withFilm(person, film(second, '2026-11-21T00:00:00Z'));
    person = withFilm(person, film(first, '2026-11-22T00:00:00Z', 2));
    expect(person.films.map(({ jobId, cut }) => [jobId, cut])).toEqual([
      [first, 2],
      [second, 1],
    ]);
    for (let minute = 0; minute < 59; minute++) {
      person = withFilm(person, film(newJobId(), `2026-11-23T00:${String(minute).padStart(2, '0')}:00Z`));
    }
    expect(person.films).toHaveLength(keptFilms);
    expect(person.films[0]?.at).toBe('2026-11-23T00:58:00Z');
    expect(() => personSchema.parse(person)).not.toThrow();
    expect(JSON.stringify(person).length).toBeLessThan(50_000);
  });

  it('do not change when the same film, or an older cut, is told again', () => {
    const jobId = newJobId();
    const person = withFilm(newcomer, film(jobId, '2026-11-22T00:00:00Z', 2));
    expect(withFilm(person, film(jobId, '2026-11-23T00:00:00Z', 2))).toBe(person);
    expect(withFilm(person, film(jobId, '2026-11-23T00:00:00Z', 1))).toBe(person);
  });

  it('remember where Telegram keeps them now', () => {
    const jobId = newJobId();
    const person = withFilm(newcomer, film(jobId, '2026-11-22T00:00:00Z'));
    expect(withFileId(person, { jobId, cut: 1 }, 'new').films[0]?.fileId).toBe('new');
    expect(withFileId(person, { jobId, cut: 2 }, 'new').films[0]?.fileId).toBe('file 1');
  });
});
