import { writeFile } from 'node:fs/promises';
import { contactSheet, examineFilm, type JoinedFilm, type MediaRunner } from '@kinoline/media';
import type { Call, ClipStills, FilmOrder, SoundClip, Workspace } from '../ports.js';

/** The pictures that go with a film: absolute paths of JPEGs. */
export interface FilmPictures {
  readonly contactSheet: string;
  readonly thumbnail: string;
}

/** A clip whose first and last picture are at hand. */
export type PicturedClip = SoundClip & { readonly stills: ClipStills };

/** Longest side of the stills in a contact sheet, in pixels: that of the thumbnails, which show each clip's middle. */
const stillSide = 320;

/** The pictures of a film whose clips went in unchanged: those of the clips, so that nothing is decoded. */
export async function picturesOfClips(
  clips: readonly PicturedClip[],
  workspace: Workspace,
  { signal }: Call,
): Promise<FilmPictures> {
  const rows = clips.map(({ stills }) => [stills.firstFrame, stills.thumbnail, stills.lastFrame]);
  const thumbnail = clips[0]?.stills.thumbnail ?? '';
  return { contactSheet: await writtenSheet(rows, workspace, signal), thumbnail };
}

/** The pictures of a film that was encoded, taken while all of it is decoded: a check and the stills in one. */
export async function picturesOfFilm(
  runner: MediaRunner,
  joined: JoinedFilm,
  { workspace }: FilmOrder,
  { signal }: Call,
): Promise<FilmPictures> {
  const place = { folder: workspace.path('.'), width: stillSide };
  const { rows, thumbnail } = await examineFilm(runner, joined, place, { signal });
  return { contactSheet: await writtenSheet(rows, workspace, signal), thumbnail };
}

async function writtenSheet(
  rows: readonly (readonly string[])[],
  workspace: Workspace,
  signal: AbortSignal,
): Promise<string> {
  const file = workspace.path('contact-sheet.jpg');
  await writeFile(file, await contactSheet(rows, { signal, longestSide: stillSide }));
  return file;
}
