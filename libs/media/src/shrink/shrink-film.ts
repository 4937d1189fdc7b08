import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clipLimits } from '../check/clip-limits.js';
import { examineCommand } from '../check/examine-command.js';
import { playingFaults } from '../join/film-faults.js';
import type { Size } from '../join/fit.js';
import { isFastStart } from '../join/mp4-layout.js';
import { MediaError } from '../media-error.js';
import type { VideoProbe } from '../probe/media-probe.js';
import { probe } from '../probe/probe.js';
import type { MediaRunner, RunOptions } from '../runner.js';
import { lowered, type ShrinkPlan } from './plan-shrink.js';
import { shrinkCommand, type ShrinkWork, surveyCommand } from './shrink-command.js';

/** A film to make smaller. */
export interface ShrinkOrder {
  /** Absolute path. */
  readonly film: string;
  readonly video: VideoProbe;
  /** What `planShrink` said of it. */
  readonly plan: ShrinkPlan;
  readonly maxBytes: number;
  /** Absolute path of an existing private folder. */
  readonly folder: string;
}

/** A smaller copy of a film. */
export interface ShrunkFilm extends Size {
  /** Absolute path. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Encodes a film so that it fits: two passes, and the second once more at a lower rate when the file came out too large.
 * The copy is measured and decoded as a whole.
 * @throws {MediaError} also when the copy is too large all the same, or not what was planned
 */
export async function shrinkFilm(
  runner: MediaRunner,
  order: ShrinkOrder,
  options: RunOptions,
): Promise<ShrunkFilm> {
  const work = { ...order, notes: join(order.folder, 'shrink-notes') };
  const path = join(order.folder, 'smaller.mp4');
  await runner.run(surveyCommand(work), options);
  const { plan, bytes } = await fitted(runner, work, { path, maxBytes: order.maxBytes }, options);
  await checkCopy(runner, path, plan, options);
  return { path, bytes, width: plan.width, height: plan.height };
}

interface Goal {
  readonly path: string;
  readonly maxBytes: number;
}

async function fitted(
  runner: MediaRunner,
  work: ShrinkWork,
  goal: Goal,
  options: RunOptions,
): Promise<{ plan: ShrinkPlan; bytes: number }> {
  const first = await encoded(runner, work, goal, options);
  if (first <= goal.maxBytes) return { plan: work.plan, bytes: first };
  const plan = lowered(work.plan, first, goal.maxBytes);
  if (plan === undefined) throw tooLarge(first, goal);
  const second = await encoded(runner, { ...work, plan }, goal, options);
  if (second > goal.maxBytes) throw tooLarge(second, goal);
  return { plan, bytes: second };
}

async function encoded(
  runner: MediaRunner,
  work: ShrinkWork,
  { path }: Goal,
  options: RunOptions,
): Promise<number> {
  await runner.run(shrinkCommand(work, path), options);
  return (await stat(path)).size;
}

function tooLarge(bytes: number, { maxBytes }: Goal): MediaError {
  return new MediaError('failed', `the smaller copy has ${bytes} bytes instead of at most ${maxBytes}`);
}

async function checkCopy(
  runner: MediaRunner,
  path: string,
  plan: ShrinkPlan,
  options: RunOptions,
): Promise<void> {
  const [found, fastStart] = await Promise.all([probe(runner, path, options), isFastStart(path)]);
  const faults = playingFaults(plan, { probe: found, fastStart });
  if (faults.length > 0) throw new MediaError('failed', `the smaller copy is wrong: ${faults.join('; ')}`);
  const { maxPixels } = clipLimits;
  await runner.run(examineCommand(path, { frames: plan.frames, maxPixels }), options);
}
