import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { MediaRef } from '@kinoline/contracts';
import { MEDIA_STORE, type MediaStore, uploadKey } from '@kinoline/media-store';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { TELEGRAM_CHATS, type TelegramChats } from '../../ports.js';
import { FileTooLargeError } from '../../telegram/chat-errors.js';
import type { SentPicture } from '../../telegram/chat-event.js';
import { askStore } from '../../media/ask-store.js';
import type { Picture } from '../../media/picture.js';
import type { Note } from '../note.js';
import { measurePicture, type PictureProblem, pictureSides } from './measure-picture.js';

/** The heaviest picture that is taken, in bytes: Telegram's own limit for photos. */
const pictureMaxBytes = 10_000_000;

/** Why a picture is not to be had: it expired, or the store cannot be asked just now. */
export type MissingPicture = 'gone' | 'unknown';

/** Takes pictures that people send into the store, to begin films with. */
@Injectable()
export class PictureIntakeService {
  private readonly logger = new Logger(PictureIntakeService.name);

  constructor(
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
  ) {}

  /**
   * Fetches, checks and stores a picture; the same picture again is the same object.
   *
   * @returns the picture, or what to tell the person
   * @throws what chat and store throw when a later try may work
   */
  async take({ fileId, bytes: announced }: SentPicture): Promise<Picture | { readonly note: Note }> {
    if (announced !== undefined && announced > pictureMaxBytes) return { note: tooLarge };
    const bytes = await this.fetch(fileId);
    if (!bytes) return { note: tooLarge };
    const measured = measurePicture(bytes);
    if ('problem' in measured) return { note: noteOf(measured.problem) };
    const { contentType, width, height } = measured;
    const key = uploadKey(createHash('sha256').update(bytes).digest('hex'), contentType);
    const source = Readable.from([bytes]);
    const media = await this.store.putStream(key, source, { contentType, bytes: bytes.length });
    return { media, width, height };
  }

  /** The picture that was taken, if it is still kept. */
  recall(picture: Picture): Promise<Picture | MissingPicture> {
    return this.find(picture.media, () => Promise.resolve(picture));
  }

  /** The picture that a film began with, if it is still kept. */
  recover(media: MediaRef): Promise<Picture | MissingPicture> {
    return this.find(media, async (signal) => {
      const measured = measurePicture(await this.store.get(media, { maxBytes: pictureMaxBytes, signal }));
      return 'problem' in measured ? 'gone' : { media, width: measured.width, height: measured.height };
    });
  }

  private async find(
    { key }: MediaRef,
    read: (signal: AbortSignal) => Promise<Picture | MissingPicture>,
  ): Promise<Picture | MissingPicture> {
    const found = await askStore(
      async (signal) => ((await this.store.exists(key, { signal })) ? await read(signal) : 'gone'),
      (err) => {
        this.logger.warn('the store cannot be asked for a picture: no film begins with it', { err });
      },
    );
    return found ?? 'unknown';
  }

  private async fetch(fileId: string): Promise<Uint8Array | undefined> {
    try {
      return await this.chats.download(fileId, pictureMaxBytes);
    } catch (error) {
      if (error instanceof FileTooLargeError) return undefined;
      throw error;
    }
  }
}

const tooLarge: Note = {
  id: 'film-picture-too-large',
  args: { megabytes: Math.floor(pictureMaxBytes / 1_000_000) },
};

function noteOf(problem: PictureProblem): Note {
  switch (problem.kind) {
    case 'unreadable':
      return { id: 'film-picture-unreadable' };
    case 'too-small':
      return { id: 'film-picture-too-small', args: { ...sizeOf(problem), least: pictureSides.least } };
    case 'too-wide':
      return { id: 'film-picture-too-wide', args: { ...sizeOf(problem), most: pictureSides.most } };
  }
}

/** As texts: a figure of pixels has no mark between the thousands. */
function sizeOf({ width, height }: { readonly width: number; readonly height: number }): {
  width: string;
  height: string;
} {
  return { width: String(width), height: String(height) };
}
