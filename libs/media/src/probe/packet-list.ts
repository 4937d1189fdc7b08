import { clipDemuxOptions, fileAddress, type ProbeCommand } from '../command.js';
import { describedStreams } from './stream-description.js';

/**
 * The probe for machines with ffmpeg alone (ffmpeg-static brings no ffprobe): ffmpeg lists the packets of the first
 * picture and sound stream in its `framecrc` format and describes the streams on standard error; nothing is decoded.
 */
export function packetListCommand(path: string): ProbeCommand {
  return {
    tool: 'ffmpeg',
    args: [
      ...['-nostdin', '-nostats', '-xerror', ...clipDemuxOptions, '-i', fileAddress(path)],
      ...['-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy', '-copyts', '-f', 'framecrc', '-'],
    ],
  };
}

/**
 * The same answer that ffprobe would give, made of the packet list and the description.
 * Source of the format: libavformat/framecrcenc.c and uncodedframecrcenc.c of FFmpeg 5.1.
 */
export function packetListAnswer(list: string, description: string, bytes: number): unknown {
  const lines = list.split('\n');
  const described = describedStreams(description);
  // The list counts the mapped streams only: 0 is the picture, 1 the sound.
  const listed = ['video', 'audio'].flatMap(
    (kind) => described.find((stream) => stream.codec_type === kind) ?? [],
  );
  const facts = (at: number) => listedFacts(lines, at);
  return {
    format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', size: bytes },
    streams: described.map((stream) => ({
      ...stream,
      ...(listed.includes(stream) ? facts(listed.indexOf(stream)) : {}),
    })),
    packets: lines.flatMap((line) => packetOf(line, listed) ?? []),
  };
}

/** Header lines look like `#dimensions 0: 1920x1080`. */
function listedFacts(lines: readonly string[], at: number): Record<string, unknown> {
  const value = (name: string) =>
    lines
      .find((line) => line.startsWith(`#${name} ${at}: `))
      ?.split(': ')[1]
      ?.trim();
  const [width, height] = (value('dimensions') ?? '').split('x').map(Number);
  return {
    time_base: value('tb'),
    codec_name: value('codec_id'),
    extradata_hash: value('extradata') && `ADLER32:${value('extradata')?.replace(/\s+/g, '')}`,
    sample_aspect_ratio: value('sar'),
    sample_rate: value('sample_rate'),
    ...(width === undefined || Number.isNaN(width) ? {} : { width, height }),
  };
}

/** Packet lines look like `0, dts, pts, duration, bytes, checksum, F=0x5`; a 4 in the flags: not shown. */
function packetOf(
  line: string,
  listed: readonly { readonly index: number }[],
): Record<string, unknown> | undefined {
  const [stream, , pts, duration] = line.split(',').map((field) => Number(field));
  if (line.startsWith('#') || stream === undefined || duration === undefined) return undefined;
  const flags = Number(/F=(0x[0-9a-fA-F]+)/.exec(line)?.[1] ?? 1);
  return { stream_index: listed[stream]?.index, pts, duration, flags: (flags & 4) === 0 ? '__' : '_D' };
}
