import type { Screen } from '../telegram/screen.js';
import type { Effect } from './effect.js';
import type { Given, Reply, Turn } from './topic.js';

/** Only a word over the chat, to be confirmed. At most 200 characters. */
export function toast(text: string): Reply {
  return { toast: { text, alert: true } };
}

/** A message of its own. */
export function message(html: string, rows: Screen['rows'] = []): Effect {
  return { kind: 'message', screen: { html, rows } };
}

/** Only a message of its own. */
export function said(html: string, rows: Screen['rows'] = []): Reply {
  return { effects: [message(html, rows)] };
}

/** The answer where only words count: of a picture that came with them is said that it is of no use. */
export function forWordsAlone(given: Given, { words }: Pick<Turn, 'words'>, reply: Reply): Reply {
  if (given.kind !== 'photo') return reply;
  return { ...reply, effects: [message(words.html('picture-unused')), ...(reply.effects ?? [])] };
}

/** A screen that asks for a text: where only answers reach the bot it says so. Source: https://core.telegram.org/bots/features#privacy-mode */
export function asking({ event, words }: Pick<Turn, 'event' | 'words'>, { html, rows }: Screen): Screen {
  return event.chat.kind === 'group'
    ? { html: `${html}\n\n${words.html('reply-in-group')}`, rows }
    : { html, rows };
}
