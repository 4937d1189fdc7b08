import { botSees } from '../privacy.js';
import type { Chat, Message, User } from '../model.js';
import type { TelegramWorld } from '../world.js';

/** The chat a person is in. */
export interface ChatFacts {
  /** Positive for a private chat (the person's own id), negative for a group. */
  readonly id: number;
  /** Private, and a supergroup for negative ids, unless said. */
  readonly type?: Chat['type'] | undefined;
  readonly title?: string | undefined;
  /** The topic of the group that is written in; a group with one is a forum. */
  readonly topic?: number | undefined;
  /** Who writes; in a private chat the person whose chat it is. */
  readonly person?:
    | {
        readonly id?: number | undefined;
        readonly firstName?: string | undefined;
        readonly username?: string | undefined;
        readonly language?: string | undefined;
      }
    | undefined;
}

/** Somebody in a chat. */
export interface Presence {
  readonly chat: Chat;
  readonly user: User;
  readonly topic?: number | undefined;
}

function userOf({ id, person = {} }: ChatFacts, known: User | undefined): User {
  const username = person.username ?? known?.username;
  return {
    id: person.id ?? Math.abs(id),
    is_bot: false,
    first_name: person.firstName ?? known?.first_name ?? 'Ada',
    ...(username !== undefined && { username }),
    language_code: person.language ?? known?.language_code ?? 'en',
  };
}

function chatOf({ id, type, title }: ChatFacts, { first_name, username }: User): Chat {
  if (id > 0) return { id, type: 'private', first_name, ...(username !== undefined && { username }) };
  return { id, type: type ?? 'supergroup', title: title ?? 'Group' };
}

function forum({ topic }: ChatFacts): Pick<Chat, 'is_forum'> {
  return topic === undefined ? {} : { is_forum: true };
}

/** A topic of a forum among all topics. */
export function topicKey(chatId: number, topic: number): string {
  return `${chatId}/${topic}`;
}

/** What a message in this topic carries, besides what it shows. */
export function inTopic(topic: number | undefined): Pick<Message, 'message_thread_id' | 'is_topic_message'> {
  return topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true };
}

/** Opens (or finds) a chat; a bot can write only to chats that were opened. */
export function enter(world: TelegramWorld, facts: ChatFacts): Presence {
  const user = userOf(facts, world.people.get(facts.person?.id ?? Math.abs(facts.id)));
  const chat = { ...chatOf(facts, user), ...world.chats.get(facts.id), ...forum(facts) };
  world.people.set(user.id, user);
  world.chats.set(chat.id, chat);
  if (facts.topic !== undefined) world.topics.add(topicKey(chat.id, facts.topic));
  return { chat, user, topic: facts.topic };
}

/** Tells the bot of a message, if the bot is to know of it. */
export function tellBot(world: TelegramWorld, kind: 'message' | 'edited_message', message: Message): void {
  const inside = (world.standings.get(message.chat.id) ?? 'member') === 'member';
  const visible = !world.settings.telegram.privacyMode || botSees(message, world.bot);
  if (inside && visible) world.updates.push(kind, message, message.chat.id);
}
