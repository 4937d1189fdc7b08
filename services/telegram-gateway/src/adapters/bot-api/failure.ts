import { GrammyError, HttpError } from 'grammy';

/** Why a call of the Bot API came to nothing. "Refused" is not "never reached", and neither is "unclear". */
export type Failure =
  /** The message shows this already. */
  | { readonly kind: 'unchanged' }
  /** The message was deleted, or is too old to be changed. */
  | { readonly kind: 'gone' }
  /** The press was too long ago to be answered. */
  | { readonly kind: 'late' }
  /** The file is larger than a bot may fetch. */
  | { readonly kind: 'too-large' }
  /** Nobody can be written to there. */
  | { readonly kind: 'chat-gone' }
  /** The topic of the group was deleted. */
  | { readonly kind: 'topic-gone' }
  /** The group has another id from now on. */
  | { readonly kind: 'moved'; readonly chatId: string }
  /** Telegram wants fewer calls; nothing was done. */
  | { readonly kind: 'busy'; readonly delayMs: number }
  /** The token is not accepted. */
  | { readonly kind: 'unauthorized' }
  /** Somebody else fetches the updates, or they go to a webhook. */
  | { readonly kind: 'conflict' }
  /** Refused for another reason. */
  | { readonly kind: 'refused' }
  /** Nothing was sent. */
  | { readonly kind: 'never-reached' }
  /** Sent, but whether it was done is not known. */
  | { readonly kind: 'unclear' };

/** Errors of a connection that never came about. */
const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Telegram tells most reasons only in words. Sources: https://github.com/tdlib/telegram-bot-api (Client.cpp), and the
 * words seen by the makers of bot libraries.
 */
const wordings: readonly (readonly [RegExp, Exclude<Failure['kind'], 'moved' | 'busy'>])[] = [
  [/message is not modified/i, 'unchanged'],
  [
    /message to (edit|delete|be replied) not found|message can't be (edited|deleted)|MESSAGE_ID_INVALID/i,
    'gone',
  ],
  [/message thread not found|TOPIC_DELETED/i, 'topic-gone'],
  [/query is too old|query ID is invalid|QUERY_ID_INVALID/i, 'late'],
  [/file is too big/i, 'too-large'],
  [
    /chat not found|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN|not enough rights to send|have no rights to send/i,
    'chat-gone',
  ],
  [/group chat was (deactivated|deleted)|user is deactivated|bot (was|is not)/i, 'chat-gone'],
];

/** Reads what a call of grammY threw; undefined for what is no failure of a call. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof HttpError) {
    return { kind: neverReached.has(codeOf(error.error)) ? 'never-reached' : 'unclear' };
  }
  return error instanceof GrammyError ? refusalOf(error) : undefined;
}

function refusalOf({ error_code: status, description, parameters }: GrammyError): Failure {
  const { migrate_to_chat_id: chatId, retry_after: seconds } = parameters;
  if (chatId !== undefined) return { kind: 'moved', chatId: String(chatId) };
  if (status === 429) return { kind: 'busy', delayMs: (seconds ?? 1) * 1_000 };
  if (status === 403) return { kind: 'chat-gone' };
  // A token that does not look like one gets 404.
  if (status === 401 || (status === 404 && description === 'Not Found')) return { kind: 'unauthorized' };
  if (status === 409) return { kind: 'conflict' };
  if (status >= 500) return { kind: 'unclear' };
  const [, kind = 'refused'] = wordings.find(([words]) => words.test(description)) ?? [];
  return { kind };
}

/** The code of an error of Node.js, such as ENOENT; empty when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
