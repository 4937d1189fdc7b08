import type { PacketAnswer } from './ffprobe-answer.js';
import type { Rational } from './media-probe.js';

/** When a stream's packets are shown. */
export interface Timeline {
  /** Packets that are shown. */
  readonly count: number;
  /** Packets that an edit list hides. */
  readonly hidden: number;
  readonly startSeconds: number;
  /** Start of the last packet. */
  readonly lastSeconds: number;
  /** From the start of the first to the end of the last. */
  readonly seconds: number;
  /** Average packets a second, from the first to the last; 0 when they have no times. */
  readonly rate: Rational;
  /** How the times between packets differ: not, by the rounding of one tick, or really. */
  readonly steps: 'equal' | 'rounded' | 'uneven';
  /** Whether they are stored in another order than shown. */
  readonly reordered: boolean;
}

/**
 * The timeline of one stream, from its packets rather than from the header: the header's length counts hidden
 * packets, and its two frame rates only hint at unequal times.
 */
export function timelineOf(packets: readonly PacketAnswer[], stream: number, timeBase: Rational): Timeline {
  const own = packets.filter((packet) => packet.stream_index === stream);
  const shown = own.filter((packet) => !packet.flags.includes('D'));
  const stored = shown.flatMap(({ pts }) => (pts === undefined ? [] : [pts]));
  const ticks = stored.toSorted((a, b) => a - b);
  const first = ticks[0] ?? 0;
  const last = ticks.at(-1) ?? first;
  const end = shown.reduce(
    (latest, { pts = first, duration = 0 }) => Math.max(latest, pts + duration),
    first,
  );
  const tick = timeBase.num / timeBase.den;
  return {
    count: shown.length,
    hidden: own.length - shown.length,
    startSeconds: first * tick,
    lastSeconds: last * tick,
    seconds: (end - first) * tick,
    // The last packet's own length says little: an edit list may cut into it.
    rate:
      ticks.length > 1 ? rateOf(ticks.length - 1, last - first, timeBase) : rateOf(1, end - first, timeBase),
    steps: stepsOf(ticks),
    reordered: ticks.some((time, index) => time !== stored[index]),
  };
}

function stepsOf(ticks: readonly number[]): Timeline['steps'] {
  const steps = ticks.slice(1).map((time, index) => time - (ticks[index] ?? 0));
  const bounds = steps.reduce(
    (found, step) => ({ min: Math.min(found.min, step), max: Math.max(found.max, step) }),
    {
      min: Infinity,
      max: -Infinity,
    },
  );
  if (steps.length === 0 || bounds.min === bounds.max) return 'equal';
  return bounds.max - bounds.min === 1 ? 'rounded' : 'uneven';
}

function rateOf(count: number, ticks: number, timeBase: Rational): Rational {
  const num = count * timeBase.den;
  const den = ticks * timeBase.num;
  if (den <= 0) return { num: 0, den: 1 };
  const divisor = greatestDivisor(num, den);
  return { num: num / divisor, den: den / divisor };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
