import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { json, parseFields, truth, wholeNumber } from '../fields.js';
import type { Message, MessageContent } from '../model.js';
import { badRequest } from '../problem.js';
import type { Call, Method } from './call.js';
import { captionContent, captionFields, markupContent, markupField } from './content.js';
import { replyContent, sendFields } from './text.js';

export const mediaKinds = ['photo', 'video', 'animation', 'document', 'audio', 'voice'] as const;
export type MediaKind = (typeof mediaKinds)[number];

const mediaFields = {
  ...captionFields,
  width: wholeNumber.optional(),
  height: wholeNumber.optional(),
  duration: z.coerce.number().optional(),
  supports_streaming: truth.optional(),
  thumbnail: z.string().optional(),
};
type MediaFields = z.output<z.ZodObject<typeof mediaFields>>;

/** What a message with this medium shows. Throws a 400 or 413 where Telegram refuses the file. */
export async function mediaContent(
  { world, files }: Call,
  kind: MediaKind,
  reference: string,
  fields: MediaFields,
): Promise<MessageContent> {
  const caption = captionContent(fields);
  const { width, height, duration, supports_streaming } = fields;
  const facts = Object.fromEntries(
    Object.entries({ width, height, duration, supports_streaming }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const thumbnail = await world.files.thumbnail(fields.thumbnail, files);
  const file = await world.files.resolve(reference, files, kind, kind === 'photo' ? {} : facts);
  const medium = kind === 'photo' ? [file] : { ...file, ...(thumbnail ? { thumbnail } : {}) };
  return { [kind]: medium, ...caption };
}

function send(kind: MediaKind): Method {
  const schema = z.object({ ...sendFields, ...mediaFields, ...markupField });
  return async (call) => {
    const fields = parseFields(schema, call.values);
    const reference = parseFields(z.string(), call.values[kind]);
    const chat = call.world.openChat(fields.chat_id);
    const buttons = markupContent(fields.reply_markup);
    const content = await mediaContent(call, kind, reference, fields);
    const reply = replyContent(call, chat, fields.reply_parameters);
    await call.count(chat, 1);
    return call.world.say(call.bot, chat, { ...content, ...buttons, ...reply });
  };
}

/** An item of an album, or the new medium of an edited message. */
export const inputMediaSchema = z.object({
  type: z.enum(['photo', 'video', 'animation', 'document', 'audio']),
  media: z.string(),
  ...mediaFields,
});

const sendMediaGroup: Method = async (call): Promise<Message[]> => {
  const fields = parseFields(
    z.object({ ...sendFields, media: json(z.array(inputMediaSchema)) }),
    call.values,
  );
  const chat = call.world.openChat(fields.chat_id);
  if (fields.media.length < 2) throw badRequest('wrong number of messages in the album: at least 2');
  if (fields.media.length > 10) throw badRequest('too many messages to send as an album');
  const kinds = new Set(fields.media.map(({ type }) => type));
  if (kinds.has('animation')) throw badRequest('animations cannot be sent in an album');
  if (kinds.size > 1 && (kinds.has('document') || kinds.has('audio'))) {
    throw badRequest("document and audio can't be mixed with other media types in an album");
  }
  const contents: MessageContent[] = [];
  for (const item of fields.media) contents.push(await mediaContent(call, item.type, item.media, item));
  await call.count(chat, contents.length);
  const media_group_id = String(randomInt(10 ** 12));
  return contents.map((content) => call.world.say(call.bot, chat, { ...content, media_group_id }));
};

/** Methods that send files. */
export const mediaMethods: Readonly<Record<string, Method>> = {
  sendPhoto: send('photo'),
  sendVideo: send('video'),
  sendAnimation: send('animation'),
  sendDocument: send('document'),
  sendAudio: send('audio'),
  sendVoice: send('voice'),
  sendMediaGroup,
};
