import {
  ChatBusyError,
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
} from '../../telegram/chat-errors.js';
import type { BotApiError } from './bot-api.js';

/** What a failed call means for whoever wanted something written. */
export function chatErrorOf({ message, failure }: BotApiError): Error {
  switch (failure.kind) {
    case 'chat-gone':
      return new ChatGoneError(message);
    case 'busy':
      return new ChatBusyError(message, failure.delayMs);
    // A token can be mended: what was to be said is kept until then.
    case 'unauthorized':
    case 'never-reached':
    case 'unclear':
      return new ChatUnreachableError(message);
    case 'unchanged':
    case 'gone':
    case 'late':
    case 'too-large':
    case 'moved':
    case 'topic-gone':
    case 'conflict':
    case 'refused':
      return new ChatRefusedError(message);
  }
}
