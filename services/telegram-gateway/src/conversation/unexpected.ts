import type { ChatEvent } from '../telegram/chat-event.js';
import type { Reply, Turn } from './topic.js';

/** Answers what no topic was waiting for: a text or picture out of the blue, a voice message, a sticker. */
export interface Unexpected {
  answer(turn: Turn, what: ChatEvent['what']): Promise<Reply>;
}

/** Injection token of {@link Unexpected}. */
export const UNEXPECTED = Symbol('Unexpected');
