import { sweepExpired } from '@kinoline/media-store';
import { CommandFailure, exitCodes, firstLineOf } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import type { Interruption } from '../command/interrupt.js';
import { dataFolder } from '../command/root.js';
import { readCatalogue, refuseWithoutFfmpeg } from '../film/prepare.js';
import { refuseFullDisk } from '../line/disk.js';
import { endOrphanedRuns, keptLine } from '../line/folders.js';
import { type Line, openLine } from '../line/line.js';
import { readLineRecord, recordOf, removeLineRecord, writeLineRecord } from '../line/line-record.js';
import { endOrphans } from '../line/process-register.js';
import { choosePortsToKeep } from '../line/ports.js';
import { type ProvisionChoices, readProvisionChoices } from '../line/provisioning.js';
import { lineText } from './line-text.js';

/** What the line is kept up with. */
export interface KeepUpSetting {
  readonly env: Environment;
  readonly interruption: Interruption;
  /** Where people read. */
  readonly say: (line: string) => void;
}

const daily = 24 * 60 * 60 * 1000;

/** Removes expired media once a day: the embedded store does not do it itself. */
function sweepDaily(line: Line, { media }: ProvisionChoices, say: (line: string) => void): () => void {
  const sweep = (): void => {
    sweepExpired(line.store, media).catch((error: unknown) =>
      say(`expired media could not be removed: ${firstLineOf(error)}`),
    );
  };
  sweep();
  const timer = setInterval(sweep, daily);
  return () => clearInterval(timer);
}

function firing(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}

async function refuseSecond(root: string): Promise<void> {
  const running = await readLineRecord(root);
  if (running === undefined) return;
  throw new CommandFailure(
    `the line is up already (process ${running.pid}, NATS at ${running.nats.servers.join(', ')}): stop it first`,
  );
}

/**
 * `npm start`: brings the line up on well-known ports, on data that stays, and keeps it up until Ctrl-C.
 *
 * @returns the exit code: 0 after Ctrl-C
 * @throws CommandFailure when it does not come up, or cannot be kept up
 */
export async function keepUp({ env, interruption, say }: KeepUpSetting): Promise<number> {
  const folders = keptLine(dataFolder(env));
  await refuseSecond(folders.root);
  // Before the ports are chosen: an orphan may hold them.
  await endOrphans(folders.root, say);
  await endOrphanedRuns(dataFolder(env), say);
  await readCatalogue(env);
  await refuseWithoutFfmpeg(env);
  const provisioning = readProvisionChoices(env);
  const ports = await choosePortsToKeep(env);
  const line = await openLine({
    ...{ env, folders, ports, provisioning, say },
    servesChat: true,
    signal: interruption.signal,
  });
  const stopSweeping = sweepDaily(line, provisioning, say);
  try {
    await refuseFullDisk([{ folder: folders.root, bytes: 300e6, what: 'the line' }]);
    await writeLineRecord(folders.root, recordOf(line));
    say(lineText(line, env));
    const reason = await firing(AbortSignal.any([interruption.signal, line.lost]));
    if (line.lost.aborted) throw reason;
    say('taking the line down');
    return exitCodes.done;
  } finally {
    stopSweeping();
    await line.stop();
    await removeLineRecord(folders.root);
  }
}
