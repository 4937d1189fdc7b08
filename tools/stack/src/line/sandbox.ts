import path from 'node:path';
import { basicEnvironment, type Child, startChild, untilReady } from '@kinoline/testing';
import { z } from 'zod';
import { CommandFailure, firstLineOf } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { projectRoot } from '../command/root.js';

const announcement = z.object({ url: z.url(), replicateBaseUrl: z.url(), openaiBaseUrl: z.url() });

/** A sandbox in a process of its own. */
export interface LineSandbox extends z.output<typeof announcement> {
  readonly child: Child;
}

/** How the sandbox is started. */
export interface SandboxOrder {
  /** Folder for its ledger and files. */
  readonly dataDir: string;
  /** TCP port; 0 for a free one. */
  readonly port: number;
  /** Further arguments of the sandbox's command line. */
  readonly args?: readonly string[];
}

/** The first line of a process that is a JSON object with the sandbox's addresses. */
function addressesIn(lines: readonly string[]): z.output<typeof announcement> | undefined {
  const line = lines.find((each) => each.startsWith('{'));
  return line === undefined ? undefined : announcement.parse(JSON.parse(line));
}

/**
 * Starts the sandbox and waits until it says where it listens.
 *
 * @throws CommandFailure when it does not start
 */
export async function startLineSandbox(env: Environment, order: SandboxOrder): Promise<LineSandbox> {
  const { FFMPEG_PATH } = env;
  try {
    const child = await startChild({
      name: 'sandbox',
      file: process.execPath,
      args: [
        path.join(projectRoot, 'tools/sandbox/dist/main.js'),
        ...['--port', String(order.port), '--data-dir', order.dataDir],
        ...(order.args ?? []),
      ],
      env: { ...basicEnvironment(), ...(FFMPEG_PATH === undefined ? {} : { FFMPEG_PATH }) },
      shieldFromInterrupt: true,
    });
    const addresses = await untilReady(child, () => Promise.resolve(addressesIn(child.log.all())));
    return { ...addresses, child };
  } catch (cause) {
    throw new CommandFailure(`the sandbox did not start: ${firstLineOf(cause)}`, { cause });
  }
}
