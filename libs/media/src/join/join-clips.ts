import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaProbe } from '../probe/media-probe.js';
import type { MediaRunner, RunOptions } from '../runner.js';
import { ParameterSetClash } from './avc-configuration.js';
import { concatList, pieceName } from './concat-list.js';
import { conformCommand } from './conform-command.js';
import type { JoinTarget } from './film-profile.js';
import { fastStartCommand, joinCommand, type JoinFiles } from './join-command.js';
import { shareParameterSets } from './parameter-sets.js';
import { planJoin, type JoinPlan } from './plan-join.js';

/** A checked clip and what its probe said. */
export interface ClipToJoin {
  /** Absolute path. */
  readonly path: string;
  readonly probe: MediaProbe;
}

/** A film to make. */
export interface JoinRequest {
  /** In the order of the film; at least one. */
  readonly clips: readonly ClipToJoin[];
  readonly target: JoinTarget;
  /** Absolute path of an existing private folder; everything is written below it. */
  readonly folder: string;
}

/** A film that was made, not yet verified. */
export interface JoinedFilm {
  /** Absolute path. */
  readonly film: string;
  readonly plan: JoinPlan;
  /** Hash of the picture packets that went in, as text. */
  readonly pictureHash: string;
}

/**
 * Makes one film of clips: conforms those that differ, one after the other, and copies all into one fast-start mp4. When
 * copied and encoded pictures cannot stand in one film, all are encoded.
 * @throws {MediaError}
 */
export async function joinClips(
  runner: MediaRunner,
  request: JoinRequest,
  options: RunOptions,
): Promise<JoinedFilm> {
  try {
    return await joinOnce(runner, request, options);
  } catch (error) {
    if (!(error instanceof ParameterSetClash) || request.target.encodeAll === true) throw error;
    return joinOnce(runner, { ...request, target: { ...request.target, encodeAll: true } }, options);
  }
}

async function joinOnce(
  runner: MediaRunner,
  { clips, target, folder }: JoinRequest,
  options: RunOptions,
): Promise<JoinedFilm> {
  const plan = planJoin(
    clips.map(({ probe }) => probe),
    target,
  );
  // A folder of its own for each try: a piece may be a link to a clip, and must never be written through.
  const work = await mkdtemp(join(folder, 'join-'));
  await makePieces(runner, { clips, plan, work }, options);
  const files = {
    list: join(work, 'pieces.ffconcat'),
    film: join(work, 'film.mp4'),
    pictureHash: join(work, 'pieces.md5'),
  };
  await writeFile(files.list, concatList(plan.steps));
  await makeFilm(runner, { plan, files, work }, options);
  return { film: files.film, plan, pictureHash: files.pictureHash };
}

interface Workshop {
  readonly clips: readonly ClipToJoin[];
  readonly plan: JoinPlan;
  readonly work: string;
}

/** One after the other: an encoder takes all processors by itself. */
async function makePieces(
  runner: MediaRunner,
  { clips, plan, work }: Workshop,
  options: RunOptions,
): Promise<void> {
  for (const [index, step] of plan.steps.entries()) {
    const clip = clips[index];
    if (clip === undefined) continue;
    const piece = join(work, pieceName(index));
    if (step.asIs) await symlink(clip.path, piece);
    else await runner.run(conformCommand({ ...clip, step, piece }, plan.profile), options);
  }
}

async function makeFilm(
  runner: MediaRunner,
  { plan, files, work }: { readonly plan: JoinPlan; readonly files: JoinFiles; readonly work: string },
  options: RunOptions,
): Promise<void> {
  const encoded = plan.steps.filter(({ picture }) => picture === 'encoded').length;
  if (encoded === 0 || encoded === plan.steps.length) {
    await runner.run(joinCommand(plan, files, { faststart: true }), options);
    return;
  }
  // Parameter sets are added while the index is still last: in front, a longer index would move the media.
  const rough = join(work, 'rough.mp4');
  await runner.run(joinCommand(plan, { ...files, film: rough }, { faststart: false }), options);
  await shareParameterSets(
    rough,
    plan.steps.map((_, index) => join(work, pieceName(index))),
  );
  await runner.run(fastStartCommand(rough, files.film, plan.profile.picture.timescale), options);
}
