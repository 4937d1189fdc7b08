import type { Rational } from '../probe/media-probe.js';

/** Pictures a second as a number. */
export function rateOf({ num, den }: Rational): number {
  return num / den;
}

/** Below this, two rates are the same one, measured with rounding; 24 and 24000/1001 are a thousandth apart. */
const tolerance = 4e-4;

/** Telegram and most screens show no more. */
const fastest = 60;

/**
 * The rate a film can have: a measured average is read as the whole or NTSC rate (n or n x 1000/1001) it lies next to,
 * any other as thousandths; never above 60 or below 1.
 */
export function filmRate(measured: Rational): Rational {
  const rate = Math.min(fastest, Math.max(1, rateOf(measured)));
  return [nearestWhole(rate), nearestNtsc(rate)].find(near(rate)) ?? reduced(Math.round(rate * 1000), 1000);
}

/** The usual rate next to an average that means nothing by itself, such as that of a variable frame rate. */
export function usualRate(average: Rational): Rational {
  const rate = rateOf(average);
  return usual.reduce((best, next) => (distance(next, rate) < distance(best, rate) ? next : best));
}

const usual: readonly [Rational, ...Rational[]] = [
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30, den: 1 },
  { num: 50, den: 1 },
  { num: 60, den: 1 },
];

/** Whether two rates are the same number. */
export function sameRate(a: Rational, b: Rational): boolean {
  return a.num * b.den === b.num * a.den;
}

/**
 * Ticks a second that count every picture of this rate exactly and leave room between two for repairing decode times.
 */
export function usualTimescale({ num }: Rational): number {
  let ticks = num;
  while (ticks < 10_000) ticks *= 2;
  return ticks;
}

function nearestWhole(rate: number): Rational {
  return { num: Math.round(rate), den: 1 };
}

function nearestNtsc(rate: number): Rational {
  return { num: Math.round(rate * 1.001) * 1000, den: 1001 };
}

function near(rate: number): (candidate: Rational) => boolean {
  return (candidate) => distance(candidate, rate) <= tolerance * rate;
}

function distance(candidate: Rational, rate: number): number {
  return Math.abs(rateOf(candidate) - rate);
}

function reduced(num: number, den: number): Rational {
  const divisor = greatestDivisor(num, den);
  return { num: num / divisor, den: den / divisor };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
