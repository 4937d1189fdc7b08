import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import type { MediaFile } from './model.js';
import type { UploadedPart } from './parameters.js';
import { badRequest, TelegramError } from './problem.js';

/** Telegram fetches files by URL up to this, and lets bots download up to this. */
export const webLimit = 20_000_000;
const photoLimit = 10_000_000;
const thumbnailLimit = 200_000;

/** A stored file and its bytes' place. */
export interface StoredFile {
  readonly media: MediaFile;
  readonly path: string;
  /** Path under which a bot downloads it. */
  readonly remotePath: string;
}

/** Pixels of an image; undefined when it is none. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    return undefined;
  }
}

async function fetchUrl(url: string): Promise<UploadedPart> {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
  if (!response?.ok) throw badRequest('failed to get HTTP URL content');
  const bytes = Buffer.from(await response.bytes());
  if (bytes.length > webLimit) throw badRequest('failed to get HTTP URL content');
  const name = new URL(url).pathname.split('/').at(-1) ?? 'file';
  return { name, contentType: response.headers.get('content-type') ?? '', bytes };
}

/** The files that went through the chats. */
export class TelegramFiles {
  private readonly stored = new Map<string, StoredFile>();

  constructor(
    private readonly folder: string,
    private readonly uploadLimit: number,
  ) {}

  find(id: string): StoredFile | undefined {
    return this.stored.get(id);
  }

  byRemotePath(path: string): StoredFile | undefined {
    return [...this.stored.values()].find(({ remotePath }) => remotePath === path);
  }

  clear(): void {
    this.stored.clear();
  }

  async add(part: UploadedPart, kind: string, facts: Partial<MediaFile> = {}): Promise<MediaFile> {
    const id = randomBytes(24).toString('base64url');
    const path = join(this.folder, id);
    await mkdir(this.folder, { recursive: true });
    await writeFile(path, part.bytes);
    const media = {
      file_id: id,
      file_unique_id: id.slice(0, 16),
      file_size: part.bytes.length,
      ...(kind === 'photo' || kind === 'voice' ? {} : { file_name: part.name, mime_type: part.contentType }),
      ...facts,
    };
    this.stored.set(id, { media, path, remotePath: `${kind}s/${id}-${part.name}` });
    return media;
  }

  /** The file behind a field: `attach://name`, a URL, or the id of a file that was sent before. */
  async resolve(
    reference: string,
    uploads: ReadonlyMap<string, UploadedPart>,
    kind: string,
    facts: Partial<MediaFile>,
  ): Promise<MediaFile> {
    const known = this.stored.get(reference);
    if (known) return { ...known.media, ...facts };
    const part = reference.startsWith('attach://')
      ? uploads.get(reference.slice('attach://'.length))
      : /^https?:\/\//.test(reference) && (await fetchUrl(reference));
    if (!part) throw badRequest('wrong file identifier/HTTP URL specified');
    if (part.bytes.length > this.uploadLimit) throw new TelegramError(413);
    if (part.bytes.length === 0) throw badRequest('file must be non-empty');
    return kind === 'photo' ? this.photo(part) : this.add(part, kind, facts);
  }

  /** Photos are limited to 10 MB and to sides of 10,000 pixels together. */
  private photo(part: UploadedPart): Promise<MediaFile> {
    if (part.bytes.length > photoLimit) throw badRequest('file is too big');
    const size = sizeOf(part.bytes);
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
    const { width, height } = size;
    if (width + height > 10_000 || Math.max(width / height, height / width) > 20) {
      throw badRequest('PHOTO_INVALID_DIMENSIONS');
    }
    return this.add(part, 'photo', size);
  }

  /** A thumbnail, when it is a JPEG of at most 200 kB and 320 pixels; Telegram ignores any other without a word. */
  async thumbnail(
    reference: string | undefined,
    uploads: ReadonlyMap<string, UploadedPart>,
  ): Promise<MediaFile | undefined> {
    const part = uploads.get((reference ?? '').replace('attach://', ''));
    const size = part && part.bytes.length <= thumbnailLimit ? sizeOf(part.bytes) : undefined;
    if (!part || !size || Math.max(size.width, size.height) > 320) return undefined;
    return this.add(part, 'thumbnail', size);
  }
}
