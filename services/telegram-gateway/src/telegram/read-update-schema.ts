import { z } from 'zod';

const id = z.int();
const text = z.string();

const userSchema = z.object({
  id,
  is_bot: z.boolean(),
  first_name: text,
  language_code: text.optional(),
});
/** A user of Telegram, as far as it is read. */
export type ApiUser = z.output<typeof userSchema>;

const chatSchema = z.object({ id, type: z.enum(['private', 'group', 'supergroup', 'channel']) });
/** A chat of Telegram, as far as it is read. */
export type ApiChat = z.output<typeof chatSchema>;

/** The topic of a group that has topics; in answers to messages of other groups the id means nothing. */
const topicFields = { message_thread_id: id.optional(), is_topic_message: z.boolean().optional() };

const fileSchema = z.object({ file_id: text, file_size: z.int().nonnegative().optional() });

/** The message that is answered. */
const answeredSchema = z.object({
  from: userSchema.optional(),
  forward_origin: z.object({ sender_user: userSchema.optional() }).optional(),
  /** The message that opens a topic of a forum: everything written in the topic seems to answer it. */
  forum_topic_created: z.unknown().optional(),
});

/** Which topic a message stands in. */
export type ApiTopic = z.output<z.ZodObject<typeof topicFields>>;

/** A message; media that no topic can use are only looked for by name. */
const messageSchema = z.looseObject({
  message_id: id,
  date: z.int().nonnegative(),
  chat: chatSchema,
  ...topicFields,
  from: userSchema.optional(),
  text: text.optional(),
  caption: text.optional(),
  /** Pictures that were sent together come one by one, with the same id. Source: https://core.telegram.org/bots/api#message */
  media_group_id: text.optional(),
  photo: z.array(fileSchema.extend({ width: z.int(), height: z.int() })).optional(),
  document: fileSchema.extend({ mime_type: text.optional() }).optional(),
  reply_to_message: answeredSchema.optional(),
});
/** A message, as far as it is read. */
export type ApiMessage = z.output<typeof messageSchema>;

const pressSchema = z.object({
  id: text,
  from: userSchema,
  data: text,
  /** Missing for messages that were sent in other people's chats; with date 0 for those the bot cannot see any more. */
  message: z.object({ message_id: id, date: z.int().nonnegative(), chat: chatSchema, ...topicFields }),
});

const membershipSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  date: z.int().nonnegative(),
  new_chat_member: z.object({ status: text, is_member: z.boolean().optional() }),
});

/**
 * What is read of an update. Everything else is left: edited messages, posts of channels, payments …
 * Source: https://core.telegram.org/bots/api#update
 */
export const updateSchema = z.object({
  update_id: z.int().nonnegative(),
  message: messageSchema.optional(),
  callback_query: pressSchema.optional(),
  my_chat_member: membershipSchema.optional(),
});
/** The kinds of updates that Kinoline asks Telegram for. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** Media that no topic of the talk can use, by Telegram's name for them; an animation is a document besides. */
export const otherMedia = [
  'voice',
  'video',
  'video_note',
  'animation',
  'audio',
  'sticker',
  'document',
  'location',
  'contact',
  'poll',
  'dice',
  'story',
  'game',
] as const;
