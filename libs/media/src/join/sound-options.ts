import type { FfmpegInput } from '../command.js';
import type { SoundFormat } from './film-profile.js';
import type { ClipStep } from './plan-join.js';
import { samplesPerPacket } from './sound-agreement.js';

/** AAC-LC; unless a rate is given, one at which it is hardly told from its source. */
export function aac(
  { sampleRate, channels }: SoundFormat,
  bitsPerSecond = channels === 1 ? 128_000 : 192_000,
): string[] {
  return ['-c:a', 'aac', '-b:a', String(bitsPerSecond), '-ar', String(sampleRate)];
}

/** A clip's own sound in the film's format, cut or filled with silence to the length of its picture. */
export function encodedSound(step: ClipStep, format: SoundFormat): string[] {
  const filter = [
    `asetpts=PTS-${step.delaySeconds.toFixed(6)}/TB`,
    // Fills holes and a late start with silence, cuts what lies before the picture.
    'aresample=async=1:first_pts=0',
    `aformat=sample_rates=${format.sampleRate}:channel_layouts=${layoutOf(format)}`,
    `apad=whole_dur=${step.seconds.toFixed(6)}`,
    `atrim=end=${step.seconds.toFixed(6)}`,
  ].join(',');
  return ['-af', filter, ...aac(format)];
}

/** Silence as an input of its own. */
export function silence(seconds: number, format: SoundFormat): FfmpegInput {
  return {
    source: `anullsrc=r=${format.sampleRate}:cl=${layoutOf(format)}`,
    options: ['-f', 'lavfi', '-t', seconds.toFixed(6)],
  };
}

function layoutOf({ channels }: SoundFormat): string {
  return channels === 1 ? 'mono' : 'stereo';
}

/**
 * Copies sound packets over the seams. A clip's packets never end exactly with its picture, and each clip brings a
 * packet of encoder delay; left alone, they overlap and the sound drifts by up to a packet (21 ms) a seam. So the
 * packets are laid end to end on one clock, and one that lies more than half a packet behind it is left out: sound and
 * picture stay within half a packet of each other, however many seams. A hole of more than half a packet stays a hole.
 */
export function copiedSound({ sampleRate }: SoundFormat): string[] {
  return [
    // The first packet is encoder delay and lies before time 0.
    ...['-c:a', 'copy', '-copypriorss:a', '1'],
    ...[
      '-bsf:a',
      `noise=drop='${lateness(sampleRate)}',setts=ts='${endToEnd(sampleRate)}':duration=${packet(sampleRate)}`,
    ],
  ];
}

/** 1 for a packet to leave out; variable 0 is the clock: where the last packet kept ends. */
function lateness(rate: number): string {
  const length = `${samplesPerPacket}/(${rate}*tb)`;
  const hole = `gt(pts,ld(0)+${length}/2)`;
  const start = `if(eq(n,0)+${hole},pts,ld(0))`;
  return `if(not(eq(n,0))*lt(pts,ld(0)-${length}/2),1,0*st(0,${start}+${length}))`;
}

/** The same clock for the packets kept, as their time. */
function endToEnd(rate: number): string {
  const next = `PREV_OUTPTS+${packet(rate)}`;
  return `if(eq(N,0),PTS,if(gt(PTS,${next}+${packet(rate)}/2),PTS,${next}))`;
}

function packet(rate: number): string {
  return `${samplesPerPacket}/(${rate}*TB)`;
}
