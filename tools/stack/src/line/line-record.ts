import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Line } from './line.js';

const lineRecordSchema = z.object({
  /** The process that holds the line. */
  pid: z.int().positive(),
  nats: z.object({ servers: z.array(z.string()).min(1) }),
  /** Whether this line's own server holds the streams; else they are at the person's. */
  ownNats: z.boolean(),
  services: z.record(z.string(), z.object({ pid: z.int().positive(), url: z.string() })),
});
/** What a running line writes down about itself, for other commands; no secrets. */
export type LineRecord = z.output<typeof lineRecordSchema>;

const recordFile = (root: string): string => path.join(root, 'line.json');

/** Writes the record so that nobody reads half of it. */
export async function writeLineRecord(root: string, record: LineRecord): Promise<void> {
  const part = `${recordFile(root)}.part`;
  await writeFile(part, `${JSON.stringify(record, undefined, 2)}\n`);
  await rename(part, recordFile(root));
}

/** Takes the record away: the line is down. */
export async function removeLineRecord(root: string): Promise<void> {
  await rm(recordFile(root), { force: true });
}

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The record of a line that runs; undefined when none does (also after a crash). */
export async function readLineRecord(root: string): Promise<LineRecord | undefined> {
  try {
    const record = lineRecordSchema.parse(JSON.parse(await readFile(recordFile(root), 'utf8')));
    return isAlive(record.pid) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** What a line that is up writes down. */
export function recordOf(line: Pick<Line, 'nats' | 'plan' | 'services'>): LineRecord {
  const services = [...line.services.values()].flatMap(({ name, process: running }) =>
    running === undefined ? [] : [[name, { pid: running.pid, url: running.url }] as const],
  );
  return {
    pid: process.pid,
    nats: { servers: [...line.nats.settings.servers] },
    ownNats: line.plan.nats === 'own',
    services: Object.fromEntries(services),
  };
}
