import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const ledgerEntrySchema = z.strictObject({
  /** 1, 2, 3 … in the order of acceptance. */
  sequence: z.int().positive(),
  /** When it was accepted, ISO 8601. */
  at: z.iso.datetime(),
  provider: z.enum(['replicate', 'openai']),
  operation: z.enum(['prediction.create', 'chat.completion']),
  model: z.string(),
  /** Replicate's `input`, OpenAI's whole request body. */
  input: z.record(z.string(), z.unknown()),
  /** The id the provider gave it: prediction id or completion id. */
  id: z.string(),
  webhook: z.string().nullable(),
  /** What the price depends on: seconds, pixels and sound of a clip, pixels of a still, tokens of a completion. */
  priced: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
});

/** One accepted paid request. */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** The append-only record of everything that would have cost money. */
export interface Ledger {
  /** Writes an entry; it is in memory and on the disk when the promise resolves. */
  accept(entry: Omit<LedgerEntry, 'sequence' | 'at'>): Promise<LedgerEntry>;
  entries(): LedgerEntry[];
}

async function stored(file: string): Promise<LedgerEntry[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => ledgerEntrySchema.parse(JSON.parse(line)));
}

/** Opens `ledger.jsonl` in `folder`; entries of an earlier run on the same folder are kept. */
export async function openLedger(folder: string): Promise<Ledger> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'ledger.jsonl');
  const entries = await stored(file);
  return {
    async accept(entry) {
      const accepted = { sequence: entries.length + 1, at: new Date().toISOString(), ...entry };
      entries.push(accepted);
      await appendFile(file, `${JSON.stringify(accepted)}\n`);
      return accepted;
    },
    entries: () => structuredClone(entries),
  };
}

/** Parses ledger entries that came over HTTP. */
export function parseLedger(value: unknown): LedgerEntry[] {
  return z.array(ledgerEntrySchema).parse(value);
}
