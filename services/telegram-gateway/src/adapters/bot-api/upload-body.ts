import { InputFile } from 'grammy';
import { BotApiError } from './bot-api.js';

/** The bytes of one try of an upload, and how far they got. */
export class UploadBody {
  private handedOver = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly open: () => Promise<AsyncIterable<Uint8Array>>) {}

  /** The file for grammY, which reads it while it sends it. */
  file(name: string): InputFile {
    return new InputFile(() => this.bytes(), name);
  }

  /**
   * What a failed upload means: the source's own error when that one failed; and as long as not all bytes were handed over
   * the request was never whole, so that Telegram cannot have taken it.
   */
  explain(error: unknown): unknown {
    if (this.failure) return this.failure.error;
    if (this.handedOver || !(error instanceof BotApiError) || error.failure.kind !== 'unclear') return error;
    return new BotApiError(error.message, { kind: 'never-reached' });
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of await this.open()) yield part;
    } catch (error) {
      this.failure = { error };
      throw error;
    }
    this.handedOver = true;
  }
}
