import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import type { ImageFile } from './media-spec.js';

/** The given bytes are not an image that the models take. */
export class NotAnImageError extends Error {
  override readonly name = 'NotAnImageError';
}

const demuxers: Readonly<Partial<Record<string, ImageFile['demuxer']>>> = {
  png: 'png_pipe',
  jpg: 'jpeg_pipe',
  webp: 'webp_pipe',
};

function measure(bytes: Uint8Array): { type?: string; width: number; height: number } {
  try {
    return imageSize(bytes);
  } catch (cause) {
    throw new NotAnImageError('cannot identify image file', { cause });
  }
}

/** Stores the bytes of a png, jpeg or webp in `folder`. Throws {@link NotAnImageError} on anything else. */
export async function storeImage(bytes: Uint8Array, folder: string): Promise<ImageFile> {
  const { type, width, height } = measure(bytes);
  const demuxer = demuxers[type ?? ''];
  if (!demuxer) throw new NotAnImageError(`cannot identify image file (${type ?? 'unknown'})`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(folder, `${sha256}.${type ?? ''}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, bytes);
  return { path, demuxer, sha256, width, height };
}
