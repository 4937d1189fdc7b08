import { z } from 'zod';
import { json, parseFields, truth, wholeNumber } from '../fields.js';
import type { MessageContent } from '../model.js';
import { badRequest } from '../problem.js';
import type { UploadedPart } from '../upload.js';
import type { Call, Method, Methods } from './call.js';
import { captionContent, captionFields } from './content.js';
import { sendTo } from './place.js';

export const mediaKinds = ['photo', 'video', 'animation', 'document', 'audio', 'voice'] as const;
export type MediaKind = (typeof mediaKinds)[number];

const mediaFields = {
  ...captionFields,
  width: wholeNumber.optional(),
  height: wholeNumber.optional(),
  duration: z.coerce.number().optional(),
  supports_streaming: truth.optional(),
  has_spoiler: truth.optional(),
  thumbnail: z.string().optional(),
};
type MediaFields = z.output<z.ZodObject<typeof mediaFields>>;

function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function thumbnailPart({ files }: Call, reference: string | undefined): UploadedPart | undefined {
  return files.get(reference?.startsWith('attach://') ? reference.slice('attach://'.length) : 'thumbnail');
}

/**
 * What a message with this medium shows; only an uploaded file takes a thumbnail. Throws a 400 or 413 where Telegram refuses
 * the file.
 */
export async function mediaContent(
  call: Call,
  kind: MediaKind,
  reference: string,
  fields: MediaFields,
): Promise<MessageContent> {
  const caption = captionContent(fields);
  const { width, height, duration, supports_streaming, has_spoiler: spoiler } = fields;
  const facts = kind === 'photo' ? {} : given({ width, height, duration, supports_streaming });
  const part = thumbnailPart(call, fields.thumbnail);
  const takes = kind !== 'photo' && reference.startsWith('attach://');
  const thumbnail = takes ? await call.world.files.thumbnail(part) : undefined;
  if (!thumbnail && (part !== undefined || fields.thumbnail !== undefined)) call.ignore('thumbnail');
  const picture = thumbnail ? { thumbnail } : {};
  const file = await call.world.files.resolve(reference, call.files, kind, { ...facts, ...picture });
  return {
    [kind]: kind === 'photo' ? [file] : file,
    ...caption,
    ...(spoiler && { has_media_spoiler: true as const }),
  };
}

function send(kind: MediaKind): Method {
  const schema = z.object({ ...mediaFields, [kind]: z.string().optional() });
  return (call) => {
    const fields = parseFields(schema, call.values);
    const named = call.values[kind];
    const reference = typeof named === 'string' && named !== '' ? named : `attach://${kind}`;
    if (reference === `attach://${kind}` && !call.files.has(kind)) {
      throw badRequest(`there is no ${kind} in the request`);
    }
    return sendTo(call, () => mediaContent(call, kind, reference, fields));
  };
}

const inputMedia = z.object({
  type: z.enum(['photo', 'video', 'animation', 'document', 'audio']),
  media: z.string(),
  ...mediaFields,
});

/** An item of an album, or the new medium of an edited message. */
export type InputMedia = z.output<typeof inputMedia>;

/** Reads the new medium of an edited message. */
export function readInputMedia(values: Call['values']): InputMedia {
  return parseFields(z.object({ media: json(inputMedia) }), values).media;
}

/** Reads the items of an album. */
export function readAlbum(values: Call['values']): InputMedia[] {
  return parseFields(z.object({ media: json(z.array(inputMedia)) }), values).media;
}

/** Methods that send one file. */
export const mediaMethods: Methods<
  'sendPhoto' | 'sendVideo' | 'sendAnimation' | 'sendDocument' | 'sendAudio' | 'sendVoice'
> = {
  sendPhoto: send('photo'),
  sendVideo: send('video'),
  sendAnimation: send('animation'),
  sendDocument: send('document'),
  sendAudio: send('audio'),
  sendVoice: send('voice'),
};
