import { open } from 'node:fs/promises';
import { MediaError } from '../media-error.js';
import {
  formatAvcConfiguration,
  mergeAvcConfigurations,
  ParameterSetClash,
  parseAvcConfiguration,
  type AvcConfiguration,
} from './avc-configuration.js';
import { boxChain, replaceContent } from './mp4-boxes.js';
import { readIndex } from './mp4-layout.js';

/** Where an mp4's index keeps the set-up record of its H.264 picture. */
const recordPath = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'avc1', 'avcC'] as const;

/**
 * Gives a film the parameter sets of all its pieces. A joined file keeps only those of its first piece, and a piece from
 * another encoder would decode to nothing. Sets inside the packets, ffmpeg's own way, are not allowed in `avc1` and are
 * passed over by hardware decoders that read the index alone.
 * The film's index must be the last box of the file; film and pieces are ours, made by ffmpeg.
 * @throws {ParameterSetClash} when the pieces cannot stand together in one film
 */
export async function shareParameterSets(film: string, pieces: readonly string[]): Promise<void> {
  const merged = mergeAvcConfigurations(await Promise.all(pieces.map(readConfiguration)));
  const { index, start } = await readIndex(film);
  const chain = boxChain(index, recordPath);
  if (chain === undefined) throw new MediaError('failed', 'the joined film has no H.264 set-up record');
  const patched = replaceContent(index, chain, formatAvcConfiguration(merged));
  await using file = await open(film, 'r+');
  const { size } = await file.stat();
  if (start + index.length !== size)
    throw new MediaError('failed', 'the joined film does not end in its index');
  await file.write(patched, 0, patched.length, start);
}

async function readConfiguration(path: string): Promise<AvcConfiguration> {
  const { index } = await readIndex(path);
  const record = boxChain(index, recordPath)?.at(-1);
  if (record === undefined) throw new ParameterSetClash('a clip has no H.264 set-up record');
  return parseAvcConfiguration(index.subarray(record.body, record.end));
}
