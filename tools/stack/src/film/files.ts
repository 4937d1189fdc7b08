import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageFailure } from '../command/command-failure.js';
import { charactersOf } from './words.js';

/** Where the results of one film go; absolute paths with one base name. */
export interface FilmFiles {
  readonly film: string;
  readonly contactSheet: string;
  readonly summary: string;
}

/** A file name out of a prompt: letters and digits of any script, joined by hyphens, at most 60 characters. */
export function slugOf(prompt: string): string {
  const words =
    prompt
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const slug = words.reduce((line, word) => {
    const longer = line === '' ? word : `${line}-${word}`;
    return charactersOf(longer).length <= 60 ? longer : line;
  }, '');
  return slug === '' ? 'film' : slug;
}

/** The files of a film beside each other: `fox.mp4`, `fox.contact-sheet.jpg`, `fox.summary.json`. */
export function filmFiles(film: string): FilmFiles {
  const base = film.replace(/\.mp4$/i, '');
  return { film, contactSheet: `${base}.contact-sheet.jpg`, summary: `${base}.summary.json` };
}

const statOf = (file: string): Promise<Stats | undefined> => stat(file).catch(() => undefined);

const isFolder = async (file: string): Promise<boolean> => (await statOf(file))?.isDirectory() ?? false;

/** A name nothing has yet: `fox.mp4`, else `fox-2.mp4` … */
async function freeName(folder: string, slug: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const film = path.join(folder, `${slug}${number === 1 ? '' : `-${number}`}.mp4`);
    if ((await statOf(film)) === undefined) return film;
  }
}

/**
 * Decides where the film goes: `--out` as it is (an existing folder gets a file named after the prompt), else a new
 * file named after the prompt.
 *
 * @throws CommandFailure with exit code 2 when the name is not one of an mp4, the folder is missing or closed
 */
export async function chooseFiles(
  out: string | undefined,
  about: { readonly prompt: string; readonly standingIn: string },
): Promise<FilmFiles> {
  const target = path.resolve(about.standingIn, out ?? '.');
  if (await isFolder(target)) {
    await refuseClosed(target);
    return filmFiles(await freeName(target, slugOf(about.prompt)));
  }
  const film = path.extname(target) === '' ? `${target}.mp4` : target;
  if (!/\.mp4$/i.test(film)) throw usageFailure(`--out: ${path.basename(film)} must end in .mp4`);
  const folder = path.dirname(film);
  if (!(await isFolder(folder))) {
    throw usageFailure(`--out: the folder ${folder} does not exist: create it or choose another`);
  }
  await refuseClosed(folder);
  if (await isFolder(film)) throw usageFailure(`--out: ${film} is a folder: choose another name`);
  if ((await statOf(film)) !== undefined) await refuseClosed(film);
  return filmFiles(film);
}

/** Tries to write, since permissions alone do not tell (read-only file systems, the super-user). */
async function refuseClosed(target: string): Promise<void> {
  try {
    const folder = await isFolder(target);
    const probe = folder ? path.join(target, `.kinoline-${randomUUID()}`) : target;
    await (await open(probe, folder ? 'wx' : 'r+')).close();
    if (folder) await rm(probe);
  } catch (cause) {
    throw usageFailure(`--out: nothing can be written to ${target}: choose another place`, cause);
  }
}
