import type { PacketAnswer } from './ffprobe-answer.js';
import type { Rational } from './media-probe.js';

/** When a stream's packets are shown. */
export interface Timeline {
  /** Packets that are shown. */
  readonly count: number;
  readonly startSeconds: number;
  /** Start of the last packet. */
  readonly lastSeconds: number;
  /** From the start of the first to the end of the last. */
  readonly seconds: number;
  /** Whether the times between packets differ by more than the rounding of one tick. */
  readonly uneven: boolean;
  /** Whether they are stored in another order than shown. */
  readonly reordered: boolean;
}

/**
 * The timeline of one stream, from its packets rather than from the header: the header's length counts hidden
 * packets, and its two frame rates only hint at unequal times.
 */
export function timelineOf(packets: readonly PacketAnswer[], stream: number, timeBase: Rational): Timeline {
  const shown = packets.filter((packet) => packet.stream_index === stream && !packet.flags.includes('D'));
  const stored = shown.flatMap(({ pts }) => (pts === undefined ? [] : [pts]));
  const ticks = stored.toSorted((a, b) => a - b);
  const first = ticks[0] ?? 0;
  const end = shown.reduce(
    (latest, { pts = first, duration = 0 }) => Math.max(latest, pts + duration),
    first,
  );
  const tick = timeBase.num / timeBase.den;
  return {
    count: shown.length,
    startSeconds: first * tick,
    lastSeconds: (ticks.at(-1) ?? first) * tick,
    seconds: (end - first) * tick,
    uneven: unevenSteps(ticks),
    reordered: ticks.some((tick, index) => tick !== stored[index]),
  };
}

function unevenSteps(ticks: readonly number[]): boolean {
  let shortest = Infinity;
  let longest = -Infinity;
  for (let index = 1; index < ticks.length; index += 1) {
    const step = (ticks[index] ?? 0) - (ticks[index - 1] ?? 0);
    shortest = Math.min(shortest, step);
    longest = Math.max(longest, step);
  }
  return longest - shortest > 1;
}
