import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Person, Screen } from '@kinoline/sandbox';

/** A file of a message that a reader can look at, and the file it stands for. */
function stillOf({ message, fileId }: Screen): { readonly of: string; readonly still: string } | undefined {
  const still = message.video?.thumbnail?.file_id ?? message.photo?.at(-1)?.file_id;
  return still === undefined || fileId === undefined ? undefined : { of: fileId, still };
}

/**
 * Saves the pictures of a conversation (photos, thumbnails of videos) beside its transcript.
 *
 * @param folder - absolute; made when it is missing
 * @param prefix - of the file names: `en` gives `en-1.jpg` …
 * @returns the addresses relative to the folder above, by the id of the file shown
 */
export async function savePictures(
  person: Person,
  folder: string,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true });
  const pictures = new Map<string, string>();
  for (const screen of await person.screens()) {
    const found = stillOf(screen);
    if (found === undefined || pictures.has(found.of)) continue;
    const name = `${prefix}-${pictures.size + 1}.jpg`;
    await writeFile(path.join(folder, name), await person.file(found.still));
    pictures.set(found.of, `${path.basename(folder)}/${name}`);
  }
  return pictures;
}
