import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { exitCodes } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import type { Interruption } from '../command/interrupt.js';
import { dataFolder } from '../command/root.js';
import { endOf } from '../history/cuts.js';
import { endOrphanedRuns, type LineFolders, pruneRuns, runOf } from '../line/folders.js';
import { type Line, openLine } from '../line/line.js';
import { recordOf, removeLineRecord, writeLineRecord } from '../line/line-record.js';
import { describeProviders } from '../line/plan.js';
import { choosePorts } from '../line/ports.js';
import { readProvisionChoices } from '../line/provisioning.js';
import { deliveredMedia, fetchFilm } from './deliver.js';
import { type JobRun, runJob } from './job-run.js';
import { showProgress, type ProgressStream } from './live-progress.js';
import { defaultDeadlineMinutes } from './order.js';
import type { PreparedFilm } from './prepare.js';
import { orderLine } from './price-tag.js';
import { jobRequest, localPerson } from './request.js';
import { type FilmSummary, summarise } from './summary.js';
import { wordJobFailure, wordRejection } from './wording.js';

/** What a film is made with. */
export interface FilmSetting {
  readonly env: Environment;
  readonly interruption: Interruption;
  /** Where people read how it goes. */
  readonly human: ProgressStream;
}

/** How it went. */
export interface FilmOutcome {
  readonly summary: FilmSummary;
  readonly exitCode: number;
  /** Whether takes were paid with real money. */
  readonly moneySpent: boolean;
}

/** Why there is no film; undefined when there is one. */
function reasonOf({ facts, stopped }: JobRun): string | undefined {
  if (stopped) return stopped.message;
  const end = endOf(facts);
  if (end?.name === 'JobFailed') return wordJobFailure(end.data);
  return end?.name === 'JobRejected' ? wordRejection(end.data) : undefined;
}

function introduction(line: Line, { order, card }: PreparedFilm, env: Environment, seconds: number): string {
  const lines = [
    `messages  ${line.nats.description}`,
    `media     ${line.storeServer.description}`,
    ...describeProviders(line.plan, env),
    `services  ${[...line.services.keys()].join(', ')} (ready in ${seconds.toFixed(1)} s)`,
    `logs      ${line.logs.folder}`,
    orderLine(card, order.settings, new Date()),
  ];
  return lines.join('\n');
}

/** Copies the film out, when there is one, and sums up. */
async function deliver(
  line: Line,
  run: JobRun,
  { files }: PreparedFilm,
  signal: AbortSignal,
): Promise<FilmSummary> {
  const media = deliveredMedia(run.facts);
  if (media === undefined) {
    return summarise(run.facts, {
      jobId: run.jobId,
      reason: reasonOf(run) ?? 'the job ended without a film',
    });
  }
  await fetchFilm(line.store, media, files, signal);
  const summary = summarise(run.facts, { jobId: run.jobId, files });
  await writeFile(files.summary, `${JSON.stringify(summary, undefined, 2)}\n`);
  return summary;
}

/** Asks for the film on a line that is up, and shows how it goes. */
async function produce(
  line: Line,
  jobId: string,
  prepared: PreparedFilm,
  { interruption }: FilmSetting,
  progress: ReturnType<typeof showProgress>,
): Promise<FilmOutcome> {
  const { order } = prepared;
  progress.note(`job       ${jobId}`);
  const run = await runJob(line, {
    request: jobRequest(jobId, order, localPerson()),
    tell: (fact) => progress.tell(fact),
    note: (text) => progress.note(text),
    interruption,
    deadlineMinutes: order.deadlineMinutes ?? defaultDeadlineMinutes(order.settings.scenes),
  });
  progress.end();
  const summary = await deliver(line, run, prepared, interruption.signal);
  const exitCode = summary.film === null ? (run.stopped?.exitCode ?? exitCodes.failed) : exitCodes.done;
  return { summary, exitCode, moneySpent: line.plan.replicate === 'given' };
}

/** The sandbox's record of what would have been paid stays; its clips go. */
async function keepLedgerOnly(sandbox: string): Promise<void> {
  const names = await readdir(sandbox).catch((): string[] => []);
  const others = names.filter((name) => name !== 'ledger.jsonl');
  await Promise.all(others.map((name) => rm(path.join(sandbox, name), { recursive: true, force: true })));
}

/** What the run leaves on disk: messages and logs; clips only where they were paid for and no film holds them. */
async function tidy(folders: LineFolders, outcome: FilmOutcome | undefined, env: Environment): Promise<void> {
  await keepLedgerOnly(folders.sandbox);
  const keepAsked = /^(1|true)$/.test(env['KEEP_INTERMEDIATES'] ?? '');
  const delivered = outcome !== undefined && outcome.summary.film !== null;
  const unpaid = outcome !== undefined && (!outcome.moneySpent || outcome.summary.costUsd === 0);
  if (!keepAsked && (delivered || unpaid)) await rm(folders.store, { recursive: true, force: true });
}

/**
 * Brings a line up, makes one film on it and takes the line down again, whatever happens.
 *
 * @throws CommandFailure when the line does not come up or the film cannot be copied
 */
export async function makeFilm(prepared: PreparedFilm, setting: FilmSetting): Promise<FilmOutcome> {
  const { env, interruption, human } = setting;
  const jobId = uuidv7();
  const folders = runOf(dataFolder(env), jobId);
  const progress = showProgress(human);
  await endOrphanedRuns(dataFolder(env), (text) => progress.note(text));
  await pruneRuns(dataFolder(env), Date.now());
  const began = performance.now();
  const line = await openLine({
    env,
    folders,
    ports: await choosePorts(),
    provisioning: readProvisionChoices(env),
    servesChat: false,
    say: (text) => progress.note(text),
    signal: interruption.signal,
  });
  let outcome: FilmOutcome | undefined;
  try {
    await writeLineRecord(folders.root, recordOf(line));
    progress.note(introduction(line, prepared, env, (performance.now() - began) / 1000));
    outcome = await produce(line, jobId, prepared, setting, progress);
    return outcome;
  } finally {
    progress.end();
    await line.stop();
    await removeLineRecord(folders.root);
    await tidy(folders, outcome, env);
  }
}
