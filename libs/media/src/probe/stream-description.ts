/** A stream as ffmpeg describes it for people, in ffprobe's words; more is filled in from the packet list. */
export interface DescribedStream extends Readonly<Record<string, unknown>> {
  readonly index: number;
  readonly codec_type: string;
}

const streamLine = /^\s*Stream #0:(\d+)[^:]*: (\w+): (.*)$/;

/**
 * Reads lines such as `Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 640x360, …`
 * from what ffmpeg writes about its input (libavformat/dump.c of FFmpeg 4.4 to 7).
 */
export function describedStreams(description: string): DescribedStream[] {
  const input = description.split(/^Output #0/m)[0] ?? '';
  return input.split(/(?=^\s*Stream #0:)/m).flatMap((block) => describedStream(block) ?? []);
}

function describedStream(block: string): DescribedStream | undefined {
  const [, index, kind, details = ''] = streamLine.exec(block.trimStart().split('\n')[0] ?? '') ?? [];
  if (index === undefined || kind === undefined) return undefined;
  const base = {
    index: Number(index),
    codec_type: kind.toLowerCase(),
    time_base: '1/1',
    avg_frame_rate: '0/0',
  };
  const [codec = '', ...rest] = commaParts(details);
  const named = { ...base, codec_name: codec.split(' ')[0], profile: /^\w+ \(([^)/]+)\)/.exec(codec)?.[1] };
  if (kind === 'Video') return { ...named, ...pictureFacts(rest[0] ?? ''), ...rotationFact(block) };
  return kind === 'Audio' ? { ...named, ...soundFacts(rest[1] ?? '') } : named;
}

/** `yuv420p(tv, bt709/bt709/bt709, progressive)`: format, range, matrix/primaries/transfer, each if known. */
function pictureFacts(text: string): Record<string, unknown> {
  const inside = (/\((.*)\)/.exec(text)?.[1] ?? '').split(', ');
  const colours = inside.find((part) => /^(bt|smpte|unknown|gbr|ycgco|iec|fcc)/.test(part))?.split('/') ?? [];
  const [space, primaries = space, transfer = space] = colours;
  return {
    pix_fmt: /^\w+/.exec(text)?.[0],
    color_range: inside.find((part) => part === 'tv' || part === 'pc'),
    color_space: space,
    color_primaries: primaries,
    color_transfer: transfer,
  };
}

const layouts: Record<string, number> = {
  mono: 1,
  stereo: 2,
  '2.1': 3,
  '4.0': 4,
  '5.0': 5,
  '5.1': 6,
  '5.1(side)': 6,
  '7.1': 8,
};

function soundFacts(layout: string): Record<string, unknown> {
  const channels = layouts[layout] ?? (Number.parseInt(layout, 10) || 2);
  return { channel_layout: layout, channels };
}

function rotationFact(block: string): Record<string, unknown> {
  const degrees = /rotation of (-?[\d.]+) degrees/.exec(block)?.[1];
  return degrees === undefined ? {} : { side_data_list: [{ rotation: Math.round(Number(degrees)) }] };
}

/** Parts between commas that stand outside brackets. */
function commaParts(text: string): string[] {
  return text.split(/, (?![^(]*\))/);
}
