import { randomBytes } from 'node:crypto';
import { link, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { imageSizeFromFile } from 'image-size/fromFile';
import { v7 as uuid } from 'uuid';
import type { MediaFile } from './model.js';
import { badRequest, TelegramError } from './problem.js';
import { discardUploads, storeUpload } from './upload.js';
import type { UploadedPart } from './upload.js';

/** Telegram fetches files by URL up to this (photos up to 5 MB), and lets bots download up to this. */
export const webLimit = 20_000_000;
const webPhotoLimit = 5_000_000;
const photoLimit = 10_000_000;
const thumbnailLimit = 200_000;

/** What a file is, as Telegram tells files apart. */
export type FileKind =
  'photo' | 'video' | 'animation' | 'document' | 'audio' | 'voice' | 'sticker' | 'thumbnail';

/** A stored file and its bytes' place. */
export interface StoredFile {
  readonly kind: FileKind;
  readonly media: MediaFile;
  readonly path: string;
  /** Path under which a bot downloads it. */
  readonly remotePath: string;
}

/** Pixels of an image; undefined when it is none. */
async function sizeOf(path: string): Promise<{ type?: string; width: number; height: number } | undefined> {
  try {
    const { type, width, height } = await imageSizeFromFile(path);
    return { ...(type !== undefined && { type }), width, height };
  } catch {
    return undefined;
  }
}

const tellsName = new Set<FileKind>(['video', 'animation', 'document', 'audio']);

/** The files that went through the chats. */
export class TelegramFiles {
  private readonly stored = new Map<string, StoredFile>();
  private readonly byPath = new Map<string, StoredFile>();

  constructor(
    readonly folder: string,
    private readonly uploadLimit: number,
  ) {}

  find(id: string): StoredFile | undefined {
    return this.stored.get(id);
  }

  byRemotePath(path: string): StoredFile | undefined {
    return this.byPath.get(path);
  }

  /** Where a local Bot API server keeps a file: in a folder of the disk that is called as the bot's token. */
  async localPath({ path, remotePath }: StoredFile, token: string): Promise<string> {
    const place = join(this.folder, token, remotePath);
    await mkdir(dirname(place), { recursive: true });
    await rm(place, { force: true });
    await link(path, place);
    return place;
  }

  clear(): void {
    this.stored.clear();
    this.byPath.clear();
  }

  /** Gives a file an id, as long as real ones are: it fits into no button. */
  add(part: UploadedPart, kind: FileKind, facts: Partial<MediaFile> = {}): MediaFile {
    const id = randomBytes(54).toString('base64url');
    const named = tellsName.has(kind) ? { file_name: part.name, mime_type: part.contentType } : {};
    const media = {
      file_id: id,
      file_unique_id: id.slice(0, 16),
      file_size: part.size,
      ...named,
      ...facts,
    };
    const remotePath = `${kind}s/file_${this.stored.size}${extname(part.name)}`;
    const file = { kind, media, path: part.path, remotePath };
    part.kept = true;
    this.stored.set(id, file);
    this.byPath.set(remotePath, file);
    return media;
  }

  /** A file of a person: from bytes, or from what is on the disk already. */
  async put(
    bytes: Uint8Array,
    names: Pick<UploadedPart, 'name' | 'contentType'>,
    kind: FileKind,
    facts: Partial<MediaFile>,
  ): Promise<MediaFile> {
    const path = await this.freshPath();
    await writeFile(path, bytes);
    return this.add({ ...names, path, size: bytes.length, tooLarge: false, kept: true }, kind, facts);
  }

  /** Path of a file that does not exist yet. */
  async freshPath(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    return join(this.folder, uuid());
  }

  /** Adds a file that was written to the disk by the sandbox itself. */
  async adopt(path: string, kind: FileKind, facts: Partial<MediaFile>): Promise<MediaFile> {
    const { size } = await stat(path);
    const part = { name: '', contentType: '', path, size, tooLarge: false, kept: true };
    return this.add(part, kind, facts);
  }

  /** The file behind a field: `attach://name`, a URL, or the id of a file that was sent before. */
  async resolve(
    reference: string,
    uploads: ReadonlyMap<string, UploadedPart>,
    kind: FileKind,
    facts: Partial<MediaFile>,
  ): Promise<MediaFile> {
    const known = this.stored.get(reference);
    if (known && known.kind !== kind) throw badRequest(`can't use file of type ${known.kind} as ${kind}`);
    if (known) return known.media;
    const part = reference.startsWith('attach://')
      ? uploads.get(reference.slice('attach://'.length))
      : /^https?:\/\//.test(reference) && (await this.fetchUrl(reference, kind));
    if (!part) throw badRequest('wrong file identifier/HTTP URL specified');
    if (part.size > this.uploadLimit) throw new TelegramError(413);
    if (part.size === 0) throw badRequest('file must be non-empty');
    return kind === 'photo' ? this.photo(part) : this.add(part, kind, facts);
  }

  /** Photos are limited to 10 MB and to sides of 10,000 pixels together. */
  private async photo(part: UploadedPart): Promise<MediaFile> {
    if (part.size > photoLimit) {
      throw badRequest(
        `file of size ${part.size} bytes is too big for a photo; the maximum size is ${photoLimit} bytes`,
      );
    }
    const size = await sizeOf(part.path);
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
    const { width, height } = size;
    if (width + height > 10_000 || Math.max(width / height, height / width) > 20) {
      throw badRequest('PHOTO_INVALID_DIMENSIONS');
    }
    return this.add(part, 'photo', { width, height });
  }

  private async fetchUrl(url: string, kind: FileKind): Promise<UploadedPart> {
    const limit = kind === 'photo' ? webPhotoLimit : webLimit;
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
    if (!response?.ok || !response.body) throw badRequest('failed to get HTTP URL content');
    const announced = Number(response.headers.get('content-length') ?? 0);
    if (announced > limit) throw badRequest('failed to get HTTP URL content');
    const name = new URL(url).pathname.split('/').at(-1) ?? 'file';
    const contentType = response.headers.get('content-type') ?? '';
    const part = await storeUpload(Readable.fromWeb(response.body), { name, contentType }, this.folder);
    if (part.size <= limit) return part;
    await discardUploads([part]);
    throw badRequest('failed to get HTTP URL content');
  }

  /** A thumbnail, when it is a JPEG of at most 200 kB and 320 pixels; Telegram ignores any other without a word. */
  async thumbnail(part: UploadedPart | undefined): Promise<MediaFile | undefined> {
    const size = part && part.size <= thumbnailLimit ? await sizeOf(part.path) : undefined;
    if (!part || size?.type !== 'jpg' || Math.max(size.width, size.height) > 320) return undefined;
    return this.add(part, 'thumbnail', { width: size.width, height: size.height });
  }
}
