import type { MediaRef } from '@kinoline/contracts';
import { MEDIA_STORE, type MediaStore } from '@kinoline/media-store';
import { Inject, Injectable } from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import { type CallOptions, PREDICTION_PROVIDER, type PredictionProvider } from '../ports.js';

/** Longest data URI that is sent, in characters: the provider documents "less than 1 MB". */
const dataUriMaxCharacters = 1_000_000;

/** How long an address of the store stays good: the provider may keep a prediction waiting. */
const addressSeconds = 60 * 60;

/** Brings a picture of the store within the provider's reach. */
@Injectable()
export class PictureAddress {
  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(PREDICTION_PROVIDER) private readonly provider: PredictionProvider,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'storeIsPublic'>,
  ) {}

  /**
   * Something the provider can read the picture from: an address of the store where the provider can reach it, else
   * the bytes themselves, as a data URI or, when that is too long, as an uploaded file.
   */
  async of(picture: MediaRef, options: CallOptions): Promise<string> {
    if (this.settings.storeIsPublic) return this.store.presignGet(picture.key, { seconds: addressSeconds });
    const { contentType, bytes: length } = picture;
    const head = `data:${contentType};base64,`;
    const bytes = await this.store.get(picture, options);
    if (head.length + Math.ceil(length / 3) * 4 <= dataUriMaxCharacters) {
      return head + Buffer.from(bytes).toString('base64');
    }
    const name = contentType === 'image/png' ? 'picture.png' : 'picture.jpg';
    return this.provider.upload({ name, contentType, bytes }, options);
  }
}
