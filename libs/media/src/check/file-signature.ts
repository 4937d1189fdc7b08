import { open } from 'node:fs/promises';
import { MediaError } from '../media-error.js';

/**
 * Refuses what is not an mp4 by its length and first bytes, before any tool opens it.
 * @throws {MediaError} `damaged-input`
 */
export async function checkSignature(path: string, maxBytes: number): Promise<void> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  if (size === 0) throw new MediaError('damaged-input', 'the clip is empty');
  if (size > maxBytes)
    throw new MediaError('damaged-input', `the clip has ${size} bytes, more than ${maxBytes}`);
  const { buffer } = await file.read(Buffer.alloc(signatureEnd), 0, signatureEnd, 0);
  if (!isMp4Start(buffer)) throw new MediaError('damaged-input', 'the clip does not start like an mp4 file');
}

const signatureEnd = 12;

/** An ISO base media file starts with a box of type `ftyp` (ISO/IEC 14496-12, 4.3): length, type, brand. */
export function isMp4Start(start: Uint8Array): boolean {
  return Buffer.from(start.subarray(4, 8)).toString('latin1') === 'ftyp';
}
