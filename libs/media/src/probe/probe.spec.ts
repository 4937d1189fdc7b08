import { describe, expect, it } from '@jest/globals';
import { packetListAnswer, packetListCommand } from './packet-list.js';
import { parseProbe, probeCommand } from './probe.js';
import { describedStreams } from './stream-description.js';
import { timelineOf } from './timeline.js';

const timeBase = { num: 1, den: 24 };
const packets = (...times: number[]) =>
  times.map((pts) => ({ stream_index: 0, pts, duration: 1, flags: '__' }));

describe('a timeline', () => {
  it('sees reordering and equal steps', () => {
    expect(timelineOf(packets(0, 2, 1, 3), 0, timeBase)).toEqual({
      ...{ count: 4, hidden: 0, startSeconds: 0, lastSeconds: 3 / 24, seconds: 4 / 24 },
      ...{ rate: { num: 24, den: 1 }, steps: 'equal', reordered: true },
    });
  });

  it('tells rounding from unequal steps', () => {
    expect(timelineOf(packets(0, 25, 51, 76), 0, timeBase).steps).toBe('rounded');
    expect(timelineOf(packets(0, 1, 2, 5), 0, timeBase)).toMatchObject({
      steps: 'uneven',
      rate: { num: 72, den: 5 },
    });
  });

  it('leaves out what an edit list hides and what belongs to others', () => {
    const hidden = { stream_index: 0, pts: -2, duration: 1, flags: '_D' };
    const foreign = { stream_index: 1, pts: 99, duration: 1, flags: '__' };
    expect(timelineOf([hidden, ...packets(0, 1), foreign], 0, timeBase)).toMatchObject({
      count: 2,
      hidden: 1,
      seconds: 2 / 24,
    });
  });

  it('is empty without packets, and has no rate without times', () => {
    expect(timelineOf([], 0, timeBase)).toMatchObject({ count: 0, seconds: 0, rate: { num: 0 } });
    expect(timelineOf(packets(5, 5), 0, timeBase).rate).toEqual({ num: 0, den: 1 });
  });
});

describe('the probe', () => {
  it('locks the container in both ways of asking', () => {
    for (const { args } of [probeCommand('/tmp/a.mp4'), packetListCommand('/tmp/a.mp4')]) {
      expect(args.join(' ')).toContain('-f mov -protocol_whitelist file');
      expect(args).toContain('file:/tmp/a.mp4');
    }
  });

  it.each(['', '{}', '[]', '{"format":{"format_name":"mov","size":"x"},"streams":[]}'])(
    'calls an answer that makes no sense a damaged input: %s',
    (json) => {
      expect(() => parseProbe(json)).toThrow(expect.objectContaining({ kind: 'damaged-input' }));
    },
  );

  it('refuses a file without a picture', () => {
    const json = JSON.stringify({ format: { format_name: 'mov', size: '10' }, streams: [] });
    expect(() => parseProbe(json)).toThrow('no picture stream');
  });
});

describe('the description ffmpeg gives of a file', () => {
  const description = [
    "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:clip.mp4':",
    '  Duration: 00:00:08.00, start: 0.000000, bitrate: 4829 kb/s',
    '  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709/unknown/bt709, progressive), 64x36 [SAR 1:1 DAR 16:9], 24 fps (default)',
    '    Side data:',
    '      displaymatrix: rotation of -90.00 degrees',
    '  Stream #0:1(und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, 5.1(side), fltp, 69 kb/s (default)',
    '  Stream #0:2[0x3](eng): Data: none (tmcd / 0x64636D74)',
    "Output #0, framecrc, to 'pipe:':",
    '  Stream #0:0: Video: h264',
  ].join('\n');

  it('is read stream by stream', () => {
    const [picture, sound, data, ...none] = describedStreams(description);
    expect(picture).toMatchObject({
      ...{ index: 0, codec_type: 'video', codec_name: 'h264', profile: 'High', pix_fmt: 'yuv420p' },
      ...{
        color_range: 'tv',
        color_space: 'bt709',
        color_primaries: 'unknown',
        side_data_list: [{ rotation: -90 }],
      },
    });
    expect(sound).toMatchObject({ index: 1, codec_type: 'audio', channels: 6, channel_layout: '5.1(side)' });
    expect(data).toMatchObject({ index: 2, codec_type: 'data', codec_name: 'none' });
    expect(none).toEqual([]);
  });

  it('joins the packet list to one answer', () => {
    const list =
      '#tb 0: 1/24\n#codec_id 0: h264\n#dimensions 0: 64x36\n#sar 0: 1/1\n0, -1, 0, 1, 9, 0x1, F=0x5\n0, 0, 1, 1, 9, 0x1\n';
    const found = parseProbe(
      JSON.stringify(packetListAnswer(list, description.split('  Stream #0:1')[0] ?? '', 77)),
    );
    expect(found).toMatchObject({ bytes: 77, video: { width: 64, height: 36, frames: 1, rotation: 270 } });
  });
});
