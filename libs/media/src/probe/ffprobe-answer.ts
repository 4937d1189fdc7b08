import { z } from 'zod';

/** ffprobe writes a fraction as `30000/1001`, an aspect ratio as `16:9`, and the unknown as `0/0`, `0:1` or nothing. */
const rational = z
  .string()
  .regex(/^\d+[/:]\d+$/)
  .transform((text) => {
    const [num = 0, den = 0] = text.split(/[/:]/).map(Number);
    return { num, den };
  });

/** Numbers arrive as numbers or as decimal text. */
const decimal = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

/** `unknown` is ffprobe's way to say that the file does not say. */
const known = z
  .string()
  .transform((text) => (text === 'unknown' ? undefined : text))
  .optional();

const streamBase = { index: z.int(), time_base: rational, extradata_hash: z.string().optional() };

const video = z.object({
  ...streamBase,
  codec_type: z.literal('video'),
  codec_name: z.string(),
  profile: known,
  level: z.int().optional(),
  width: z.int().positive(),
  height: z.int().positive(),
  sample_aspect_ratio: rational.optional(),
  pix_fmt: z.string(),
  color_range: known,
  color_space: known,
  color_primaries: known,
  color_transfer: known,
  avg_frame_rate: rational,
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
});

const audio = z.object({
  ...streamBase,
  codec_type: z.literal('audio'),
  codec_name: z.string(),
  profile: known,
  sample_rate: decimal,
  channels: z.int().positive(),
  channel_layout: z.string().optional(),
});

const other = z.object({ index: z.int(), codec_type: z.string().default('unknown') });

const packet = z.object({
  stream_index: z.int(),
  pts: z.int().optional(),
  duration: z.int().optional(),
  flags: z.string(),
});

/** What `ffprobe -of json` answers to our question, as far as it is used. */
export const ffprobeAnswerSchema = z.object({
  format: z.object({ format_name: z.string(), duration: decimal.optional(), size: decimal }),
  streams: z.array(z.union([video, audio, other])),
  packets: z.array(packet).default([]),
});

/** See {@link ffprobeAnswerSchema}. */
export type FfprobeAnswer = z.infer<typeof ffprobeAnswerSchema>;
/** The picture stream of an answer. */
export type VideoAnswer = z.infer<typeof video>;
/** The sound stream of an answer. */
export type AudioAnswer = z.infer<typeof audio>;
/** One stored packet of a stream; a `D` in its flags: an edit list hides it. */
export type PacketAnswer = z.infer<typeof packet>;
