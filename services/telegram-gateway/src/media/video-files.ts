import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaRef } from '@kinoline/contracts';
import {
  IntegrityError,
  MEDIA_STORE,
  type MediaStore,
  ObjectMissingError,
  TooLargeError,
} from '@kinoline/media-store';
import { Inject, Injectable, Logger } from '@nestjs/common';

/** Largest thumbnail of a video, in bytes. Source: https://core.telegram.org/bots/api#sendvideo */
const thumbnailMaxBytes = 200_000;

/** Bytes that can be read more than once. */
export type Openable = () => Promise<AsyncIterable<Uint8Array>>;

/** Reads films and clips from the store, as Telegram takes them. */
@Injectable()
export class VideoFiles {
  private readonly logger = new Logger(VideoFiles.name);

  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  /**
   * Fetches a file to the local disk, where it is checked, and lets it be read from there: an upload never begins with
   * bytes that turn out wrong, and holds nothing in memory.
   *
   * @throws ObjectMissingError, IntegrityError, StoreUnavailableError, DiskFullError
   */
  async fetched<Result>(
    ref: MediaRef,
    signal: AbortSignal | undefined,
    use: (open: Openable) => Promise<Result>,
  ): Promise<Result> {
    const folder = await mkdtemp(join(tmpdir(), 'kinoline-video-'));
    try {
      const path = join(folder, 'video.mp4');
      await this.store.getToFile(ref, path, { ...(signal && { signal }) });
      return await use(() => Promise.resolve(createReadStream(path)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * The small picture as Telegram takes it: framer and stitcher make a JPEG of at most 320 pixels a side (about
   * 60 kB). One that is gone, damaged or too large is no reason to keep the video back.
   */
  async thumbnail(ref: MediaRef, signal: AbortSignal | undefined): Promise<Uint8Array | undefined> {
    if (ref.contentType !== 'image/jpeg') return undefined;
    try {
      return await this.store.get(ref, { maxBytes: thumbnailMaxBytes, ...(signal && { signal }) });
    } catch (error) {
      const skipped =
        error instanceof ObjectMissingError ||
        error instanceof IntegrityError ||
        error instanceof TooLargeError;
      if (!skipped) throw error;
      this.logger.warn('a video goes without its small picture', { key: ref.key, err: error });
      return undefined;
    }
  }
}
