import { Logger } from '@nestjs/common';
import type { ChatCall, Picture, SentFile, TelegramChats, VideoFile } from '../ports.js';
import type { MenuCommand } from '../telegram/menu.js';
import type { Screen } from '../telegram/screen.js';
import type { BotApi } from './bot-api/bot-api.js';
import type { ChatUploads } from './bot-api/chat-uploads.js';
import { html, keyboardOf, markupOf, quietly } from './bot-api/content.js';
import type { FileDownload } from './bot-api/file-download.js';
import type { LimitedCalls } from './bot-api/limited-calls.js';

type Edited = Awaited<ReturnType<TelegramChats['edit']>>;

const noPreview = { link_preview_options: { is_disabled: true } } as const;

/** The chats of a bot, by the Bot API. */
export class GrammyTelegramChats implements TelegramChats {
  private readonly logger = new Logger(GrammyTelegramChats.name);

  constructor(
    private readonly api: BotApi,
    private readonly calls: LimitedCalls,
    private readonly uploads: ChatUploads,
    private readonly files: FileDownload,
  ) {}

  async send(
    chatId: string,
    screen: Screen,
    { replyTo, silent, signal }: Parameters<TelegramChats['send']>[2] = {},
  ): Promise<number> {
    const content = {
      text: screen.html,
      ...html,
      ...noPreview,
      ...markupOf(screen.rows),
      ...quietly(silent),
    };
    const answer = replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    };
    const sent = await this.calls.call({
      ...{ chatId, kind: 'message', repeatable: false, signal },
      run: (to) =>
        this.api.call('sendMessage', (call, abort) => call({ ...to, ...content, ...answer }, abort), {
          signal,
        }),
    });
    return sent.message_id;
  }

  edit(chatId: string, message_id: number, screen: Screen, { signal }: ChatCall = {}): Promise<Edited> {
    const content = { text: screen.html, ...html, ...noPreview, reply_markup: keyboardOf(screen.rows) };
    return this.change(chatId, signal, (chat_id) =>
      this.api.call('editMessageText', (call, abort) => call({ chat_id, message_id, ...content }, abort), {
        signal,
      }),
    );
  }

  editButtons(
    chatId: string,
    message_id: number,
    rows: Screen['rows'],
    { signal }: ChatCall = {},
  ): Promise<Edited> {
    const reply_markup = keyboardOf(rows);
    return this.change(chatId, signal, (chat_id) =>
      this.api.call(
        'editMessageReplyMarkup',
        (call, abort) => call({ chat_id, message_id, reply_markup }, abort),
        { signal },
      ),
    );
  }

  async remove(chatId: string, message_id: number, { signal }: ChatCall = {}): Promise<void> {
    await this.calls.call({
      ...{ chatId, kind: 'quiet', repeatable: true, signal, unless: { gone: true } },
      run: ({ chat_id }) =>
        this.api.call('deleteMessage', (call, abort) => call({ chat_id, message_id }, abort), { signal }),
    });
  }

  async answerPress(
    callback_query_id: string,
    toast?: { readonly text: string; readonly alert?: boolean },
  ): Promise<void> {
    const words = toast && { text: toast.text, show_alert: toast.alert ?? false };
    await this.calls.call({
      ...{ chatId: '', kind: 'press', repeatable: true, unless: { late: true } },
      run: () =>
        this.api.call('answerCallbackQuery', (call, abort) => call({ callback_query_id, ...words }, abort)),
    });
  }

  async sendKeptVideo(
    chatId: string,
    { fileId, captionHtml, rows }: Pick<VideoFile, 'captionHtml' | 'rows'> & { readonly fileId: string },
    { signal }: ChatCall = {},
  ): Promise<SentFile> {
    const content = { video: fileId, caption: captionHtml, ...html, ...markupOf(rows) };
    const sent = await this.calls.call({
      ...{ chatId, kind: 'message', repeatable: false, signal },
      run: (to) =>
        this.api.call('sendVideo', (call, abort) => call({ ...to, ...content }, abort), { signal }),
    });
    return { messageId: sent.message_id, fileId: sent.video.file_id };
  }

  sendVideo(chatId: string, video: VideoFile, { signal }: ChatCall = {}): Promise<SentFile> {
    return this.uploads.video(chatId, video, signal);
  }

  sendPicture(chatId: string, picture: Picture, { signal }: ChatCall = {}): Promise<SentFile> {
    return this.uploads.picture(chatId, picture, signal);
  }

  async setMenu(chatId: string, commands: readonly MenuCommand[]): Promise<void> {
    await this.calls.call({
      ...{ chatId, kind: 'quiet', repeatable: true },
      run: ({ chat_id }) =>
        this.api.call('setMyCommands', (call, abort) =>
          call({ commands: [...commands], scope: { type: 'chat', chat_id } }, abort),
        ),
    });
  }

  async act(chatId: string, action: 'typing' | 'upload_video' | 'upload_photo'): Promise<void> {
    try {
      await this.calls.call({
        ...{ chatId, kind: 'quiet', repeatable: true },
        run: (to) => this.api.call('sendChatAction', (call, abort) => call({ ...to, action }, abort)),
      });
    } catch (error) {
      this.logger.debug(`the chat was not told of "${action}": ${String(error)}`);
    }
  }

  download(fileId: string, maxBytes: number, { signal }: ChatCall = {}): Promise<Uint8Array> {
    return this.files.download(fileId, maxBytes, signal);
  }

  private change(
    chatId: string,
    signal: AbortSignal | undefined,
    run: (chatId: string) => Promise<unknown>,
  ): Promise<Edited> {
    return this.calls.call<Edited>({
      ...{ chatId, kind: 'message', repeatable: true, signal },
      unless: { unchanged: 'unchanged', gone: 'gone' },
      run: async ({ chat_id }) => {
        await run(chat_id);
        return 'edited';
      },
    });
  }
}
