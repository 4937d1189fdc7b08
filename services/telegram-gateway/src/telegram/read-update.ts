import type { Locale } from '../words/words.js';
import type { BotIdentity } from './bot-identity.js';
import { addressOf, type ChatAddress } from './chat-address.js';
import type { ChatEvent, Happening, Sender, SentPicture } from './chat-event.js';
import {
  type ApiChat,
  type ApiMessage,
  type ApiTopic,
  type ApiUser,
  otherMedia,
  updateSchema,
} from './read-update-schema.js';
import { isForUs, readCommand, withoutMention } from './read-update-words.js';

/** Pictures that a film can begin with, when they were sent as files. */
const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * Reads an update of Telegram, whatever it is. In a group only what addresses the bot means something: a command, an
 * answer to one of its messages, or its name.
 *
 * @returns undefined for everything that is not for Kinoline: edited messages, posts of channels, other bots, groups
 * that talk among themselves, updates of a shape nobody knows
 */
export function readUpdate(update: unknown, bot: BotIdentity): ChatEvent | undefined {
  const read = updateSchema.safeParse(update);
  if (!read.success) return undefined;
  const { update_id: updateId, message, callback_query: press, my_chat_member: membership } = read.data;
  if (message) return ofMessage(updateId, message, bot);
  if (press) {
    const { message: under, from, id: pressId, data } = press;
    const what = { kind: 'press', pressId, data, messageId: under.message_id } as const;
    return eventOf({ updateId, at: under.date, chat: under.chat, topic: under, from, what });
  }
  if (!membership) return undefined;
  const { chat, from, date: at, new_chat_member: member } = membership;
  const present = member.is_member ?? !['left', 'kicked'].includes(member.status);
  return eventOf({ updateId, at, chat, from, what: { kind: 'membership', present } });
}

function ofMessage(updateId: number, message: ApiMessage, bot: BotIdentity): ChatEvent | undefined {
  const { chat, from, date: at, message_id: messageId } = message;
  // What a linked channel posts into its group comes as if a person had written it.
  if (from === undefined || message['is_automatic_forward'] === true) return undefined;
  const what = happeningOf(message, bot);
  return what && eventOf({ updateId, at, chat, topic: message, from, messageId, what });
}

function happeningOf(message: ApiMessage, bot: BotIdentity): Happening | undefined {
  const written = (message.text ?? message.caption ?? '').trim();
  const unmentioned = withoutMention(written, bot);
  const words = unmentioned ?? written;
  const command = readCommand(words);
  if (command && !isForUs(command, bot)) return undefined;
  const called = command !== undefined || unmentioned !== undefined || answers(message, bot);
  if (!called && message.chat.type !== 'private') return undefined;
  const picture = pictureOf(message);
  if (command && (picture || message.text !== undefined)) {
    const { name, rest } = command;
    return { kind: 'command', name, rest, ...aboutOf(message, bot), ...(picture && { picture }) };
  }
  if (picture) return { kind: 'photo', ...picture, caption: words };
  const medium = otherMedia.find((name) => message[name] !== undefined);
  if (medium) return { kind: 'other', medium };
  if (message.text === undefined) return undefined;
  // The bare name in a group is a greeting.
  return words === '' ? { kind: 'command', name: 'start', rest: '' } : { kind: 'text', text: words };
}

function pictureOf(message: ApiMessage): SentPicture | undefined {
  const { photo = [], document, media_group_id: id, message_id: place } = message;
  const largest = photo.toSorted((a, b) => a.width * a.height - b.width * b.height).at(-1);
  const file = largest ?? (pictureTypes.has(document?.mime_type ?? '') ? document : undefined);
  return (
    file && { fileId: file.file_id, bytes: file.file_size, ...(id !== undefined && { album: { id, place } }) }
  );
}

/** Whether a message answers one of the bot's. */
function answers({ reply_to_message: answered }: ApiMessage, bot: BotIdentity): boolean {
  return answered?.from?.id === bot.id && answered.forum_topic_created === undefined;
}

function aboutOf(
  { reply_to_message: answered }: ApiMessage,
  bot: BotIdentity,
): { readonly about?: Pick<Sender, 'personId' | 'name'> } {
  // A writer who hides behind a forward has no id: nobody is meant then, least of all who passed the words on.
  const writer = answered?.forward_origin ? answered.forward_origin.sender_user : answered?.from;
  if (!writer || writer.is_bot || writer.id === bot.id) return {};
  return { about: { personId: String(writer.id), name: writer.first_name } };
}

interface Happened {
  readonly updateId: number;
  readonly at: number;
  readonly chat: ApiChat;
  readonly topic?: ApiTopic;
  readonly from: ApiUser;
  readonly messageId?: number;
  readonly what: Happening;
}

function eventOf({ updateId, at, chat, topic, from, messageId, what }: Happened): ChatEvent | undefined {
  if (chat.type === 'channel' || from.is_bot) return undefined;
  return {
    updateId,
    at,
    chat: { id: addressIn(chat, topic), kind: chat.type === 'private' ? 'private' : 'group' },
    sender: { personId: String(from.id), name: from.first_name, locale: localeOf(from.language_code) },
    messageId,
    what,
  };
}

function addressIn(chat: ApiChat, topic: ApiTopic = {}): ChatAddress {
  const { message_thread_id: topicId, is_topic_message: isInTopic } = topic;
  return addressOf({ chatId: String(chat.id), ...(isInTopic && topicId !== undefined && { topicId }) });
}

/**
 * Languages whose speakers are answered in Russian, because far more of them read it than English. Everybody else is
 * answered in English, and /settings changes it.
 */
const russian = new Set(['ru', 'be', 'kk', 'ky', 'tg', 'uz', 'tt', 'ba', 'cv', 'ce', 'os']);

/** The language to answer in, by the IETF tag of a person's Telegram; undefined when it tells none. */
export function localeOf(tag: string | undefined): Locale | undefined {
  if (tag === undefined || tag === '') return undefined;
  return russian.has(tag.toLowerCase().split(/[-_]/)[0] ?? '') ? 'ru' : 'en';
}
