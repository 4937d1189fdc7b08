import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { waitFor } from '@kinoline/testing';
import { execa } from 'execa';
import { z } from 'zod';
import { isAlive } from './line-record.js';

const entrySchema = z.object({
  name: z.string(),
  pid: z.int().positive(),
  /** The command line; a process id that was given to another program since has another one. */
  command: z.string(),
});
type Entry = z.output<typeof entrySchema>;

const fileIn = (root: string): string => path.join(root, 'processes.jsonl');

/** The command line of a process; undefined when there is none. */
async function commandOf(pid: number): Promise<string | undefined> {
  const { stdout } = await execa('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { reject: false });
  const command = stdout.trim();
  return command === '' ? undefined : command;
}

/**
 * Every process that a line has started, written down as it starts: if the line's own process is killed outright, the
 * next one in the same place can end what stayed behind. Two servers on one folder of streams would ruin it, and an
 * orphaned generator could go on spending.
 */
export class ProcessRegister {
  readonly #root: string;
  #writing: Promise<void> = Promise.resolve();

  private constructor(root: string) {
    this.#root = root;
  }

  /** Begins a new register, with this process as the first entry. */
  static async open(root: string): Promise<ProcessRegister> {
    await writeFile(fileIn(root), '');
    const register = new ProcessRegister(root);
    register.note('kinoline', process.pid);
    await register.#writing;
    return register;
  }

  /** Writes a process down; what cannot be written down is not a reason to fail. */
  note(name: string, pid: number): void {
    this.#writing = this.#writing.then(() => this.#append(name, pid)).catch(() => undefined);
  }

  /** Removes the register: everything was ended in order. */
  async close(): Promise<void> {
    await this.#writing;
    await rm(fileIn(this.#root), { force: true });
  }

  async #append(name: string, pid: number): Promise<void> {
    const command = await commandOf(pid);
    if (command === undefined) return;
    await appendFile(fileIn(this.#root), `${JSON.stringify({ name, pid, command } satisfies Entry)}\n`);
  }
}

async function entriesIn(root: string): Promise<Entry[]> {
  const text = await readFile(fileIn(root), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      try {
        return [entrySchema.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}

async function isSame({ pid, command }: Entry): Promise<boolean> {
  return isAlive(pid) && (await commandOf(pid)) === command;
}

const graceMs = 5_000;

async function end(entry: Entry): Promise<void> {
  process.kill(entry.pid, 'SIGTERM');
  const gone = async (): Promise<boolean> => !(await isSame(entry));
  try {
    await waitFor(gone, { what: `${entry.name} to end`, timeoutMs: graceMs, intervalMs: 100 });
  } catch {
    process.kill(entry.pid, 'SIGKILL');
  }
}

/**
 * Ends the processes of a line whose own process is gone. Nothing is touched while that still runs.
 *
 * @param say - told in one line what was ended
 */
export async function endOrphans(root: string, say: (line: string) => void): Promise<void> {
  const [owner, ...parts] = await entriesIn(root);
  if (owner === undefined || (await isSame(owner))) return;
  for (const part of parts.toReversed()) {
    if (!(await isSame(part))) continue;
    say(`ending ${part.name} (process ${part.pid}), which an earlier line left behind`);
    await end(part);
  }
  await rm(fileIn(root), { force: true });
}
