import { InputFile } from 'grammy';
import type { Picture, SentFile, VideoFile } from '../../ports.js';
import type { BotApi, CallLimits } from './bot-api.js';
import { html, markupOf, quietly } from './content.js';
import type { Destination, LimitedCalls } from './limited-calls.js';
import { UploadBody } from './upload-body.js';

/** A film of the largest size over a slow line. */
const withinMs = 20 * 60_000;

/** Sends files into chats. An upload whose answer was lost is never repeated here. */
export class ChatUploads {
  constructor(
    private readonly api: BotApi,
    private readonly calls: LimitedCalls,
  ) {}

  /** See TelegramChats. */
  async video(chatId: string, video: VideoFile, signal: AbortSignal | undefined): Promise<SentFile> {
    const { captionHtml: caption, rows, width, height, thumbnail, silent } = video;
    const facts = { width, height, duration: Math.round(video.seconds), supports_streaming: true };
    const content = { caption, ...html, ...markupOf(rows), ...facts, ...quietly(silent) };
    const small = thumbnail && { thumbnail: new InputFile(thumbnail, 'thumbnail.jpg') };
    const sent = await this.upload({ chatId, signal, open: () => video.open() }, (to, body, limits) =>
      this.api.call(
        'sendVideo',
        // The video comes last, so that the request is not whole before its last byte.
        (call, abort) => call({ ...to, ...content, ...small, video: body.file(video.fileName) }, abort),
        limits,
      ),
    );
    return { messageId: sent.message_id, fileId: sent.video.file_id };
  }

  /** See TelegramChats. */
  async picture(
    chatId: string,
    { bytes, name, captionHtml: caption, rows }: Picture,
    signal: AbortSignal | undefined,
  ): Promise<SentFile> {
    const content = { ...(caption !== undefined && { caption, ...html }), ...markupOf(rows) };
    const sent = await this.upload(
      { chatId, signal, open: () => Promise.resolve(inOnePart(bytes)) },
      (to, body, limits) =>
        this.api.call(
          'sendPhoto',
          (call, abort) => call({ ...to, ...content, photo: body.file(name) }, abort),
          limits,
        ),
    );
    return { messageId: sent.message_id, fileId: sent.photo.at(-1)?.file_id ?? '' };
  }

  private upload<Result>(
    { chatId, signal, open }: UploadOrder,
    run: (to: Destination, body: UploadBody, limits: CallLimits) => Promise<Result>,
  ): Promise<Result> {
    return this.calls.call({
      ...{ chatId, kind: 'upload', repeatable: false, signal },
      run: async (to) => {
        const body = new UploadBody(open);
        try {
          return await run(to, body, { signal, withinMs });
        } catch (error) {
          throw body.explain(error);
        }
      },
    });
  }
}

interface UploadOrder {
  readonly chatId: string;
  readonly signal: AbortSignal | undefined;
  readonly open: VideoFile['open'];
}

async function* inOnePart(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
