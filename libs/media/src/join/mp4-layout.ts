import { type FileHandle, open } from 'node:fs/promises';
import { MediaError } from '../media-error.js';

/** An outermost box of a file. */
export interface FileBox {
  readonly type: string;
  readonly start: number;
  readonly bytes: number;
}

/** More outermost boxes than any mp4 that is not fragmented has. */
const mostBoxes = 64;

/** An index of a film of minutes has about a megabyte. */
const largestIndex = 64 * 1024 ** 2;

/** The outermost boxes of an mp4 file, in order. */
export async function fileBoxes(path: string): Promise<FileBox[]> {
  await using file = await open(path, 'r');
  return await boxesOf(file);
}

/** Whether the index stands before the media, so that a player can start before it has the whole file. */
export async function isFastStart(path: string): Promise<boolean> {
  const types = (await fileBoxes(path)).map(({ type }) => type);
  return types.includes('moov') && types.indexOf('moov') < types.indexOf('mdat');
}

/**
 * The index (`moov`) of an mp4 file and where it begins.
 * @throws {MediaError} `damaged-input` when the file has none or one of unbelievable size
 */
export async function readIndex(path: string): Promise<{ index: Buffer; start: number }> {
  await using file = await open(path, 'r');
  const box = (await boxesOf(file)).find(({ type }) => type === 'moov');
  if (box === undefined || box.bytes > largestIndex) {
    throw new MediaError('damaged-input', 'the mp4 file has no usable index');
  }
  const { buffer } = await file.read(Buffer.alloc(box.bytes), 0, box.bytes, box.start);
  return { index: buffer, start: box.start };
}

async function boxesOf(file: FileHandle): Promise<FileBox[]> {
  const { size } = await file.stat();
  const boxes: FileBox[] = [];
  for (let start = 0; start + 8 <= size && boxes.length < mostBoxes;) {
    const box = await fileBoxAt(file, start, size);
    boxes.push(box);
    start += Math.max(8, box.bytes);
  }
  return boxes;
}

/** A length of 1 means that the true one follows as 64 bits, 0 that the box fills the file. */
async function fileBoxAt(file: FileHandle, start: number, size: number): Promise<FileBox> {
  const { buffer } = await file.read(Buffer.alloc(16), 0, 16, start);
  const short = buffer.readUInt32BE(0);
  const long = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short;
  return { type: buffer.toString('latin1', 4, 8), start, bytes: long === 0 ? size - start : long };
}
