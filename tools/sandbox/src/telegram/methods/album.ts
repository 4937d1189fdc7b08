import { randomInt } from 'node:crypto';
import type { Message, MessageContent } from '../model.js';
import { badRequest } from '../problem.js';
import type { Method, Methods } from './call.js';
import { mediaContent, readAlbum } from './media.js';
import type { InputMedia } from './media.js';
import { readPlace } from './place.js';

/** Documents and audio stay among themselves. */
const homogenous = ['document', 'audio'] as const;

function assertAlbum(items: readonly InputMedia[]): void {
  // Telegram's servers take an album of one; its documentation does not, and an album of one is a mistake.
  if (items.length < 2) throw badRequest('there must be at least 2 messages in an album');
  if (items.length > 10) throw badRequest('too many messages to send as an album');
  const kinds = new Set(items.map(({ type }) => type));
  if (kinds.has('animation')) {
    throw badRequest(`can't parse InputMedia: type "animation" can't be used in sendMediaGroup`);
  }
  const alone = homogenous.find((kind) => kinds.size > 1 && kinds.has(kind));
  if (alone) throw badRequest(`${alone} can't be mixed with other media types`);
  if (new Set(items.map((item) => item.show_caption_above_media ?? false)).size > 1) {
    throw badRequest('parameter show_caption_above_media must be the same for all messages');
  }
}

const sendMediaGroup: Method = async (call): Promise<Message[]> => {
  const items = readAlbum(call.values);
  assertAlbum(items);
  const { chat, envelope } = readPlace(call);
  const contents: MessageContent[] = [];
  for (const item of items) contents.push(await mediaContent(call, item.type, item.media, item));
  call.world.count(chat, contents.length);
  const media_group_id = String(randomInt(10 ** 12));
  return contents.map((content) =>
    call.world.say(call.bot, chat, { ...content, ...envelope, media_group_id }),
  );
};

/** Methods that send several files as one album. */
export const albumMethods: Methods<'sendMediaGroup'> = { sendMediaGroup };
