import { isDeepStrictEqual } from 'node:util';
import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { Conversation } from '../conversation/conversation.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { type ChatEvent, pressedMessage } from '../telegram/chat-event.js';
import { markOf, withMark } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import { CONVERSATIONS } from './conversations.js';

type Panel = NonNullable<Conversation['panel']>;

/** Whose answer is shown, and where. */
interface Answer {
  /** Key of the conversation. */
  readonly key: string;
  readonly chatId: string;
  readonly updateId: number;
  /** The message to draw in, if it is the panel. */
  readonly over: number | undefined;
}

/**
 * The one message in which a person chooses. After a press on it it is edited in place; after a text of theirs, or a
 * press on another message, it would stand above, so it is written anew below and the old one is taken away.
 *
 * Two replicas may show two answers at the same moment: the newer one stands at the end, whichever call is the slower.
 */
@Injectable()
export class PanelService {
  constructor(
    @Inject(CONVERSATIONS) private readonly conversations: Documents<Conversation>,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
  ) {}

  /** Draws the panel, unless a newer answer does; again with the same event, it is drawn over. */
  draw(key: string, event: ChatEvent, screen: Screen): Promise<void> {
    return this.show(answerOf(key, event), screen);
  }

  /**
   * Ends the choosing, unless a newer answer goes on with it: the panel stays as a message without buttons, or is taken
   * away when nothing is left to say.
   */
  close(key: string, event: ChatEvent, screen: Screen | undefined): Promise<void> {
    return this.end(answerOf(key, event), screen);
  }

  /** The message of the panel, if there is one. */
  async messageId(key: string): Promise<number | undefined> {
    return (await this.conversations.read(key))?.panel?.messageId;
  }

  /** The message is somebody else's from now on: the next panel is a new one. A panel in another message stays. */
  async handOver(key: string, messageId: number | undefined): Promise<void> {
    await this.conversations.change(key, (current) => {
      if (!current) return undefined;
      const { panel, ...rest } = current;
      return panel && panel.messageId === messageId ? rest : current;
    });
  }

  private async show(answer: Answer, screen: Screen): Promise<void> {
    const { key, chatId, updateId, over } = answer;
    const current = await this.conversations.read(key);
    if (!isNewest(current, updateId)) return;
    const mark = markOf(updateId);
    const marked = markedScreen(screen, mark);
    const old = current?.panel;
    // Drawn by this very event before: whatever its kind, it stands below already.
    const inPlace = old && (old.messageId === over || old.mark === mark);
    if (inPlace && (await this.chats.edit(chatId, old.messageId, marked)) !== 'gone') {
      const { kept } = await this.keep(answer, { messageId: old.messageId, mark });
      return kept ? undefined : this.putBack(answer, old.messageId);
    }
    const messageId = await this.chats.send(chatId, marked);
    const { kept, before } = await this.keep(answer, { messageId, mark });
    const spare = kept ? before?.messageId : messageId;
    if (spare !== undefined) await this.chats.remove(chatId, spare);
  }

  private async end(answer: Answer, screen: Screen | undefined): Promise<void> {
    const current = await this.conversations.read(answer.key);
    if (!isNewest(current, answer.updateId)) return;
    const messageId = current?.panel?.messageId;
    if (messageId !== undefined) await this.leave(answer.chatId, messageId, screen);
    const { kept } = await this.keep(answer, undefined);
    if (!kept && messageId !== undefined) await this.putBack(answer, messageId);
  }

  private async leave(chatId: string, messageId: number, screen: Screen | undefined): Promise<void> {
    if (screen) await this.chats.edit(chatId, messageId, screen);
    else await this.chats.remove(chatId, messageId);
  }

  /**
   * A newer answer was recorded while this one was drawn, and may stand under it: it is shown once more. (When the message
   * became a job's, that one draws it over by itself.)
   */
  private async putBack({ key, chatId }: Answer, messageId: number): Promise<void> {
    const { drawing, panel } = (await this.conversations.read(key)) ?? {};
    if (!drawing?.effect || (panel && panel.messageId !== messageId)) return;
    const newer = { key, chatId, updateId: drawing.updateId, over: messageId };
    const { kind, screen } = drawing.effect;
    if (kind === 'close-panel')
      return panel ? this.end(newer, screen) : this.leave(chatId, messageId, screen);
    if (panel) await this.show(newer, screen);
  }

  /** @returns whether the answer is still the newest one, and the panel there was */
  private async keep(
    { key, updateId }: Answer,
    panel: Panel | undefined,
  ): Promise<{ readonly kept: boolean; readonly before: Panel | undefined }> {
    let before: Panel | undefined;
    const { refused } = await this.conversations.change(key, (current) => {
      if (!current || !isNewest(current, updateId)) return undefined;
      const { panel: standing, ...rest } = current;
      before = standing;
      return isDeepStrictEqual(standing, panel) ? current : { ...rest, ...(panel && { panel }) };
    });
    return { kept: !refused, before };
  }
}

function answerOf(key: string, event: ChatEvent): Answer {
  return { key, chatId: event.chat.id, updateId: event.updateId, over: pressedMessage(event) };
}

/** Whether no later answer said what becomes of the panel. */
function isNewest(conversation: Conversation | undefined, updateId: number): boolean {
  const { drawing } = conversation ?? {};
  return drawing === undefined || drawing.updateId === updateId;
}

function markedScreen({ html, rows }: Screen, mark: string): Screen {
  return {
    html,
    rows: rows.map((row) =>
      row.map((button) => ('data' in button ? { ...button, data: withMark(button.data, mark) } : button)),
    ),
  };
}
