import { Injectable } from '@nestjs/common';
import { said } from '../conversation/replies.js';
import type { Reply, Turn } from '../conversation/topic.js';
import type { Unexpected } from '../conversation/unexpected.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { filmAwaiting } from './film-panel.service.js';
import { FilmTalkService } from './film-talk.service.js';

/** Takes a text or picture out of the blue as the idea of a film, and says what to do instead of everything else. */
@Injectable()
export class UnexpectedAnswers implements Unexpected {
  constructor(private readonly talk: FilmTalkService) {}

  async answer(turn: Turn, what: ChatEvent['what']): Promise<Reply> {
    switch (what.kind) {
      case 'text':
      case 'photo':
        return this.talk.given(turn, what);
      case 'other':
        return this.instead(turn, what.medium);
      case 'command':
        return said(turn.words.html('film-unknown-command', { name: what.name.slice(0, 32) }));
      case 'press':
      case 'membership':
        return {};
    }
  }

  /** Above the panel of a film that is being put together, else in a message. */
  private async instead(turn: Turn, medium: string): Promise<Reply> {
    const id = insteadOf(medium);
    const choosing = turn.conversation.awaiting === filmAwaiting;
    return choosing ? this.talk.tell(turn, { id }) : said(turn.words.html(id));
  }
}

/** What to do instead of sending this; by Telegram's names of media. */
function insteadOf(medium: string): string {
  switch (medium) {
    case 'voice':
    case 'audio':
      return 'film-other-voice';
    case 'video':
    case 'video_note':
    case 'animation':
      return 'film-other-video';
    case 'sticker':
      return 'film-other-sticker';
    case 'document':
      return 'film-other-file';
    case 'location':
    case 'venue':
      return 'film-other-location';
    default:
      return 'film-other-anything';
  }
}
