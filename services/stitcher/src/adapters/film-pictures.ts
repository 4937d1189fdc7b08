import { writeFile } from 'node:fs/promises';
import { contactSheet, examineFilm, type JoinedFilm, type MediaRunner, stillsCommand } from '@kinoline/media';
import { allOrNone } from '../all-or-none.js';
import type { Call, ClipStills, FilmOrder, SoundClip, Workspace } from '../ports.js';

/** The pictures that go with a film: absolute paths of JPEGs. */
export interface FilmPictures {
  readonly contactSheet: string;
  readonly thumbnail: string;
}

/** A clip whose first and last picture are at hand. */
export type PicturedClip = SoundClip & { readonly stills: ClipStills };

/** Width of stills in pixels; a contact sheet shows them no larger. */
const stillWidth = 480;

/** The pictures of a film whose clips went in unchanged; all that is decoded is the way to each clip's middle. */
export async function picturesOfClips(
  runner: MediaRunner,
  clips: readonly PicturedClip[],
  workspace: Workspace,
  { signal }: Call,
): Promise<FilmPictures> {
  const middles = clips.map((_, index) => workspace.path(`middle-${index + 1}.png`));
  await allOrNone(
    clips.map(({ path, probe }, index) => ({ path, probe, file: middles[index] ?? '' })),
    async ({ path, probe, file }, stop) => {
      const moments = [{ seconds: probe.video.seconds / 2, file }];
      await runner.run(stillsCommand({ path, probe, moments, width: stillWidth }), { signal: stop });
    },
    { signal, atOnce: 2 },
  );
  const rows = clips.map(({ stills }, index) => [stills.firstFrame, middles[index] ?? '', stills.lastFrame]);
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
  const place = { folder: workspace.path('.'), width: stillWidth };
  const { rows, thumbnail } = await examineFilm(runner, joined, place, { signal });
  return { contactSheet: await writtenSheet(rows, workspace, signal), thumbnail };
}

async function writtenSheet(
  rows: readonly (readonly string[])[],
  workspace: Workspace,
  signal: AbortSignal,
): Promise<string> {
  const file = workspace.path('contact-sheet.jpg');
  await writeFile(file, await contactSheet(rows, { signal }));
  return file;
}
