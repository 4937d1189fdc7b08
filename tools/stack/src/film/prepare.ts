import {
  BadModelCardError,
  loadCatalogue,
  type ModelCard,
  type ModelCatalogue,
  resolveModel,
} from '@kinoline/contracts';
import { locateTools, MediaError } from '@kinoline/media';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandFailure, usageFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { dataFolder, parametersFolder, standingIn } from '../command/root.js';
import { filmBytes, refuseFullDisk } from '../line/disk.js';
import { planLine } from '../line/plan.js';
import type { FilmArguments } from './arguments.js';
import { chooseFiles, type FilmFiles } from './files.js';
import { checkOrder, type FilmOrder } from './order.js';

/** A film that can be begun: everything that can be known beforehand was checked. */
export interface PreparedFilm {
  readonly order: FilmOrder;
  readonly files: FilmFiles;
  /** The card in force: a retired model is replaced. */
  readonly card: ModelCard;
}

/**
 * Reads the model cards.
 *
 * @throws CommandFailure that names file and field
 */
export async function readCatalogue(env: Environment): Promise<ModelCatalogue> {
  try {
    return await loadCatalogue(parametersFolder(env));
  } catch (cause) {
    if (cause instanceof BadModelCardError) {
      throw new CommandFailure(`model cards: ${cause.message} (in ${parametersFolder(env)})`, { cause });
    }
    throw cause;
  }
}

/**
 * Makes sure that ffmpeg is there.
 *
 * @throws CommandFailure that says how to install it
 */
export async function refuseWithoutFfmpeg(env: Environment): Promise<void> {
  try {
    await locateTools({ ffmpegPath: env['FFMPEG_PATH'], ffprobePath: env['FFPROBE_PATH'] });
  } catch (cause) {
    if (cause instanceof MediaError) throw new CommandFailure(cause.message, { cause });
    throw cause;
  }
}

const megabytes = 1_000_000;

/** Clips, what the steps keep of them and the film itself; never less than what a small line needs. */
async function refuseWithoutRoom(
  { settings }: FilmOrder,
  { film }: FilmFiles,
  env: Environment,
): Promise<void> {
  const bytes = filmBytes(settings.quality, settings.scenes * settings.secondsPerScene);
  await refuseFullDisk([
    { folder: path.dirname(film), bytes: bytes + 20 * megabytes, what: 'the film' },
    { folder: dataFolder(env), bytes: 3 * bytes + 200 * megabytes, what: 'the line' },
    { folder: tmpdir(), bytes: 3 * bytes + 200 * megabytes, what: 'the line' },
  ]);
}

/**
 * Checks the order and this machine before anything is started.
 *
 * @throws CommandFailure in one line: exit code 2 for a wrong order, 1 for a machine that lacks something
 */
export async function prepareFilm(typed: FilmArguments, env: Environment, now: Date): Promise<PreparedFilm> {
  const catalogue = await readCatalogue(env);
  const order = checkOrder(typed, catalogue, now);
  const card = resolveModel(catalogue, order.settings.model, now)?.card;
  if (card === undefined) throw usageFailure(`--model: there is no ${order.settings.model}`);
  const files = await chooseFiles(typed.out, { prompt: order.prompt, standingIn: standingIn(env) });
  planLine(env);
  await refuseWithoutFfmpeg(env);
  await refuseWithoutRoom(order, files, env);
  return { order, files, card };
}
