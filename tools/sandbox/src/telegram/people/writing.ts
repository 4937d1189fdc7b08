import { foundEntities } from '../found-entities.js';
import type { FileKind } from '../files.js';
import { mediumOf, unanswered } from '../model.js';
import type { MediaFile, Message, MessageContent, Unsent } from '../model.js';
import { photoSizes } from '../photo-sizes.js';
import type { TelegramWorld } from '../world.js';
import { enter, inTopic, tellBot } from './enter.js';
import type { ChatFacts, Presence } from './enter.js';

/** Clients cut longer texts into several messages. */
const longestText = 4_096;

/** What a person sends besides text. */
export interface SentFile {
  readonly kind: Exclude<FileKind, 'thumbnail'>;
  readonly bytes: Uint8Array;
  readonly caption?: string | undefined;
  readonly name?: string | undefined;
  readonly contentType?: string | undefined;
  readonly seconds?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly emoji?: string | undefined;
}

const usual: Readonly<Record<SentFile['kind'], { readonly name: string; readonly contentType: string }>> = {
  photo: { name: 'photo.jpg', contentType: 'image/jpeg' },
  video: { name: 'video.mp4', contentType: 'video/mp4' },
  animation: { name: 'animation.mp4', contentType: 'video/mp4' },
  document: { name: 'file.bin', contentType: 'application/octet-stream' },
  audio: { name: 'audio.mp3', contentType: 'audio/mpeg' },
  voice: { name: 'voice.oga', contentType: 'audio/ogg' },
  sticker: { name: 'sticker.webp', contentType: 'image/webp' },
};

function replied(world: TelegramWorld, chatId: number, replyTo: number | undefined): Partial<Unsent> {
  if (replyTo === undefined) return {};
  const kept = world.find(chatId, replyTo);
  if (!kept) throw new RangeError(`no message ${replyTo} in chat ${chatId}`);
  return { reply_to_message: unanswered(kept.message) };
}

function captionOf(caption: string | undefined): MessageContent {
  if (caption === undefined || caption === '') return {};
  const caption_entities = foundEntities(caption);
  return { caption, ...(caption_entities.length > 0 && { caption_entities }) };
}

function textOf(text: string): MessageContent {
  const entities = foundEntities(text);
  return { text, ...(entities.length > 0 && { entities }) };
}

/** Puts a message of a person into the chat and tells the bot. */
export function put(world: TelegramWorld, { chat, user, topic }: Presence, content: Unsent): Message {
  if (chat.type === 'private' && world.standings.get(chat.id) === 'kicked') {
    throw new RangeError(`chat ${chat.id} has blocked the bot: unblock it first`);
  }
  const message = world.say(user, chat, { ...content, ...inTopic(topic) });
  tellBot(world, 'message', message);
  return message;
}

/** Writes a text; one over 4,096 characters becomes several messages. Returns the first. */
export function write(world: TelegramWorld, facts: ChatFacts, text: string, replyTo?: number): Message {
  const presence = enter(world, facts);
  const reply = replied(world, facts.id, replyTo);
  const characters = Array.from(text);
  const rest = characters.slice(longestText).join('');
  const first = put(world, presence, { ...textOf(characters.slice(0, longestText).join('')), ...reply });
  if (rest !== '') write(world, facts, rest, replyTo);
  return first;
}

async function uploaded(world: TelegramWorld, file: SentFile): Promise<Unsent> {
  const { kind, bytes, seconds: duration, width, height, emoji } = file;
  if (kind === 'photo') return { photo: await photoSizes(bytes, world.files) };
  const { name, contentType } = usual[kind];
  const names = { name: file.name ?? name, contentType: file.contentType ?? contentType };
  const facts: Partial<MediaFile> = {
    ...(duration !== undefined && { duration }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(emoji !== undefined && { emoji }),
  };
  const mime = kind === 'voice' ? { mime_type: names.contentType } : {};
  return { [kind]: await world.files.put(bytes, names, kind, { ...facts, ...mime }) };
}

/** Sends a file. */
export async function sendFile(
  world: TelegramWorld,
  facts: ChatFacts,
  file: SentFile,
  replyTo?: number,
): Promise<Message> {
  const presence = enter(world, facts);
  const reply = replied(world, facts.id, replyTo);
  const medium = await uploaded(world, file);
  return put(world, presence, { ...medium, ...captionOf(file.caption), ...reply });
}

/** Changes a message of the person: its text, or the caption of its file. */
export function rewrite(world: TelegramWorld, facts: ChatFacts, messageId: number, text: string): Message {
  const { user } = enter(world, facts);
  const kept = world.find(facts.id, messageId);
  if (kept?.message.from.id !== user.id)
    throw new RangeError(`no own message ${messageId} in chat ${facts.id}`);
  const shown = kept.message.text === undefined ? captionOf(text) : textOf(text);
  const message = world.edit(kept, { ...mediumOf(kept.message), ...shown });
  tellBot(world, 'edited_message', message);
  return message;
}

/** Takes a message away for everyone, the bot's own as well. The bot is not told. */
export function erase(world: TelegramWorld, chatId: number, messageId: number): void {
  if (!world.remove(chatId, messageId)) throw new RangeError(`no message ${messageId} in chat ${chatId}`);
}
