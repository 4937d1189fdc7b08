import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { type ChatEvent, pressedMessage } from '../telegram/chat-event.js';
import { markOf, withMark } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import type { Conversation } from '../conversation/conversation.js';
import { CONVERSATIONS } from './conversations.js';

type Panel = NonNullable<Conversation['panel']>;

/**
 * The one message in which a person chooses. After a press on it it is edited in place; after a text of theirs, or a
 * press on another message, it would stand above, so it is written anew below and the old one is taken away.
 */
@Injectable()
export class PanelService {
  constructor(
    @Inject(CONVERSATIONS) private readonly conversations: Documents<Conversation>,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
  ) {}

  /** Draws the panel; again with the same event, it is drawn over. */
  async draw(key: string, event: ChatEvent, screen: Screen): Promise<void> {
    const chatId = event.chat.id;
    const mark = markOf(event.updateId);
    const marked = markedScreen(screen, mark);
    const old = (await this.conversations.read(key))?.panel;
    // Drawn by this very event before: whatever its kind, it stands below already.
    const inPlace = old && (old.messageId === pressedMessage(event) || old.mark === mark);
    if (inPlace && (await this.chats.edit(chatId, old.messageId, marked)) !== 'gone') {
      return this.keep(key, { messageId: old.messageId, mark });
    }
    await this.keep(key, { messageId: await this.chats.send(chatId, marked), mark });
    if (old) await this.chats.remove(chatId, old.messageId);
  }

  /** Ends the choosing: the panel stays as a message without buttons, or is taken away when nothing is left to say. */
  async close(key: string, event: ChatEvent, screen: Screen | undefined): Promise<void> {
    const old = (await this.conversations.read(key))?.panel;
    if (old && screen) await this.chats.edit(event.chat.id, old.messageId, screen);
    else if (old) await this.chats.remove(event.chat.id, old.messageId);
    await this.forget(key);
  }

  /** The message of the panel, if there is one. */
  async messageId(key: string): Promise<number | undefined> {
    return (await this.conversations.read(key))?.panel?.messageId;
  }

  /** The message is somebody else's from now on: the next panel is a new one. */
  forget(key: string): Promise<void> {
    return this.keep(key, undefined);
  }

  private async keep(key: string, panel: Panel | undefined): Promise<void> {
    await this.conversations.change(key, (current) => {
      if (current === undefined) return undefined;
      const { panel: before, ...rest } = current;
      return before === panel ? current : { ...rest, ...(panel && { panel }) };
    });
  }
}

function markedScreen({ html, rows }: Screen, mark: string): Screen {
  return {
    html,
    rows: rows.map((row) =>
      row.map((button) => ('data' in button ? { ...button, data: withMark(button.data, mark) } : button)),
    ),
  };
}
