import { stat } from 'node:fs/promises';
import { clipDemuxOptions, fileAddress, type ProbeCommand } from '../command.js';
import { MediaError } from '../media-error.js';
import type { MediaRunner, RunOptions } from '../runner.js';
import {
  ffprobeAnswerSchema,
  type AudioAnswer,
  type FfprobeAnswer,
  type PacketAnswer,
  type VideoAnswer,
} from './ffprobe-answer.js';
import type { AudioProbe, MediaProbe, Rational, VideoProbe } from './media-probe.js';
import { packetListAnswer, packetListCommand } from './packet-list.js';
import { timelineOf } from './timeline.js';

/** Asks ffprobe for container, streams and the times of all packets (nothing is decoded). */
export function probeCommand(path: string): ProbeCommand {
  return {
    tool: 'ffprobe',
    args: [
      ...['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_packets'],
      ...['-show_data_hash', 'sha256'],
      ...['-show_entries', 'packet=stream_index,pts,duration,flags'],
      ...clipDemuxOptions,
      fileAddress(path),
    ],
  };
}

/**
 * Probes an mp4/mov file. It believes the file: use {@link checkClip} for one that came from outside. Where ffprobe is
 * missing, ffmpeg is asked instead; profile and level may then be absent.
 * @throws {MediaError} `damaged-input` when there is no picture or the answer makes no sense
 */
export async function probe(runner: MediaRunner, path: string, options: RunOptions): Promise<MediaProbe> {
  if (runner.tools.ffprobe !== undefined) {
    return parseProbe((await runner.query(probeCommand(path), options)).output);
  }
  const { output, log } = await runner.query(packetListCommand(path), options);
  const { size } = await stat(path);
  return mediaProbe(checkedAnswer(() => packetListAnswer(output, log, size)));
}

/**
 * Reads ffprobe's JSON.
 * @throws {MediaError} `damaged-input`
 */
export function parseProbe(json: string): MediaProbe {
  return mediaProbe(checkedAnswer(() => JSON.parse(json)));
}

function checkedAnswer(read: () => unknown): FfprobeAnswer {
  try {
    return ffprobeAnswerSchema.parse(read());
  } catch (cause) {
    throw new MediaError('damaged-input', 'the probe of the file makes no sense', { cause });
  }
}

function mediaProbe({ format, streams, packets }: FfprobeAnswer): MediaProbe {
  const picture = streams.find((stream): stream is VideoAnswer => stream.codec_type === 'video');
  if (picture === undefined) throw new MediaError('damaged-input', 'the file has no picture stream');
  const sound = streams.find((stream): stream is AudioAnswer => stream.codec_type === 'audio');
  const video = videoProbe(picture, packets);
  const audio = sound && audioProbe(sound, packets);
  return {
    container: format.format_name,
    seconds: Math.max(video.seconds, audio?.seconds ?? 0),
    bytes: format.size,
    video,
    ...(audio && { audio }),
    streams: streams.map((stream) => stream.codec_type),
  };
}

function videoProbe(stream: VideoAnswer, packets: readonly PacketAnswer[]): VideoProbe {
  const timeline = timelineOf(packets, stream.index, stream.time_base);
  const rotation = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return {
    codec: stream.codec_name,
    ...present({ profile: stream.profile, level: stream.level, extradataHash: stream.extradata_hash }),
    width: stream.width,
    height: stream.height,
    sampleAspectRatio: stated(stream.sample_aspect_ratio) ?? { num: 1, den: 1 },
    pixelFormat: stream.pix_fmt,
    colour: present({
      range: stream.color_range,
      space: stream.color_space,
      primaries: stream.color_primaries,
      transfer: stream.color_transfer,
    }),
    // Where ticks are too coarse for the rate, the header's average is the better one.
    frameRate: (timeline.steps === 'rounded' ? stated(stream.avg_frame_rate) : undefined) ?? timeline.rate,
    variableFrameRate: timeline.steps === 'uneven',
    timeBase: stream.time_base,
    frames: timeline.count,
    ...(timeline.hidden > 0 && { hiddenFrames: timeline.hidden }),
    startSeconds: timeline.startSeconds,
    lastFrameSeconds: timeline.lastSeconds,
    seconds: timeline.seconds,
    ...(rotation === 0 ? {} : { rotation: (rotation + 360) % 360 }),
    hasBFrames: timeline.reordered,
  };
}

function audioProbe(stream: AudioAnswer, packets: readonly PacketAnswer[]): AudioProbe {
  const { startSeconds, seconds } = timelineOf(packets, stream.index, stream.time_base);
  return {
    codec: stream.codec_name,
    ...present({ profile: stream.profile, extradataHash: stream.extradata_hash }),
    sampleRate: stream.sample_rate,
    channels: stream.channels,
    channelLayout: stream.channel_layout ?? `${stream.channels} channels`,
    timeBase: stream.time_base,
    startSeconds,
    seconds,
  };
}

/** A fraction, unless it is one of ffprobe's ways to say "unknown". */
function stated(fraction: Rational | undefined): Rational | undefined {
  return fraction !== undefined && fraction.num > 0 && fraction.den > 0 ? fraction : undefined;
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The entries that have a value; an absent key and a key with `undefined` are not the same to the compiler. */
function present<T extends object>(entries: T): Present<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Present<T>;
}
