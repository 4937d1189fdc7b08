import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MediaError } from '../media-error.js';
import type { MediaProbe } from '../probe/media-probe.js';
import { probe } from '../probe/probe.js';
import type { MediaRunner, RunOptions } from '../runner.js';
import { filmFaults } from './film-faults.js';
import { examineFilmCommand, stillNumbers, type FilmStills } from './film-stills.js';
import { pictureHashCommand } from './join-command.js';
import type { JoinedFilm } from './join-clips.js';
import { isFastStart } from './mp4-layout.js';

/** What a finished film turned out to be. */
export interface FilmVerdict {
  readonly probe: MediaProbe;
  /** What is wrong, in words for operators; empty when it may be shown to a person. */
  readonly faults: readonly string[];
}

/**
 * Measures a film by its plan: size, streams, number of pictures, length, index in front, and that its picture packets
 * are, byte for byte, those of the pieces. Nothing is decoded, so pieces must be known to decode;
 * {@link examineFilm} does decode.
 * @throws {MediaError} when a tool fails for another reason than the film
 */
export async function verifyFilm(
  runner: MediaRunner,
  joined: JoinedFilm,
  options: RunOptions,
): Promise<FilmVerdict> {
  const { film, plan } = joined;
  const [found, fastStart, pictureIntact] = await Promise.all([
    probe(runner, film, options),
    isFastStart(film),
    isPictureIntact(runner, joined, options),
  ]);
  return { probe: found, faults: filmFaults(plan, { probe: found, fastStart, pictureIntact }) };
}

/** Stills of a film: absolute paths. */
export interface FilmPictures {
  /** First, middle and last picture of each clip, in order (PNG). */
  readonly rows: readonly (readonly string[])[];
  /** The middle picture of the first clip, for a chat's preview (JPEG). */
  readonly thumbnail: string;
}

/**
 * Decodes a film as a whole, every error fatal, and writes stills of each clip in it on the way.
 * @throws {MediaError} `damaged-input` or `failed` when it does not decode
 */
export async function examineFilm(
  runner: MediaRunner,
  { film, plan }: JoinedFilm,
  { folder, width }: { readonly folder: string; readonly width: number },
  options: RunOptions,
): Promise<FilmPictures> {
  const rows = stillNumbers(plan);
  const stills: FilmStills = {
    numbers: [...new Set(rows.flat())].toSorted((a, b) => a - b),
    pattern: join(folder, 'still-%03d.png'),
    width,
    thumbnail: { number: rows[0]?.[1] ?? 0, file: join(folder, 'thumbnail.jpg') },
  };
  await runner.run(examineFilmCommand(film, stills), options);
  const fileOf = (number: number) =>
    join(folder, `still-${String(stills.numbers.indexOf(number) + 1).padStart(3, '0')}.png`);
  return { rows: rows.map((numbers) => numbers.map(fileOf)), thumbnail: stills.thumbnail.file };
}

async function isPictureIntact(
  runner: MediaRunner,
  { film, pictureHash }: JoinedFilm,
  options: RunOptions,
): Promise<boolean> {
  const file = `${pictureHash}.film`;
  await runner.run(pictureHashCommand(film, file), options);
  const [before, after] = await Promise.all([readFile(pictureHash, 'utf8'), readFile(file, 'utf8')]);
  if (before.trim() === '') throw new MediaError('failed', 'ffmpeg wrote no hash of the pieces');
  return before === after;
}
