import { type FilmSummary, summarise } from '../film/summary.js';
import { dollars } from '../film/words.js';
import { cutsOf } from '../history/cuts.js';
import { type Fact, first } from '../history/fact.js';
import { costOf } from '../history/money.js';
import { describeFact, identityOf } from './describe-fact.js';

/** One line of a job's history. */
export interface HistoryLine {
  /** Since the job was asked for, in seconds. */
  readonly seconds: number;
  readonly actor: string;
  readonly message: string;
  readonly identity: string;
  readonly text: string;
}

/** A job's history as lines, in the order said. */
export function historyLines(facts: readonly Fact[]): HistoryLine[] {
  const start = (first(facts, 'JobRequested') ?? facts[0])?.at.getTime() ?? 0;
  return facts.map((fact) => ({
    seconds: Math.round(fact.at.getTime() - start) / 1000,
    actor: fact.source,
    message: fact.name,
    identity: identityOf(fact),
    text: describeFact(fact),
  }));
}

function endLine(jobId: string, facts: readonly Fact[]): string {
  const { status, wallSeconds, providerSeconds, overheadSeconds, costUsd } = summarise(facts, { jobId });
  return `${states[status]}: ${wallSeconds.toFixed(1)} s (provider ${providerSeconds.toFixed(1)} s, own ${overheadSeconds.toFixed(1)} s), ${dollars(costUsd)}`;
}

const states: Record<FilmSummary['status'], string> = {
  delivered: 'delivered',
  failed: 'failed',
  rejected: 'rejected',
  cancelled: 'cancelled',
  held: 'held until the person decides',
  open: 'not ended yet',
};

/** How each cut ended, and what all of them cost together. */
function endLines(jobId: string, facts: readonly Fact[]): string[] {
  const cuts = cutsOf(facts);
  if (cuts.length < 2) return [endLine(jobId, facts)];
  const each = cuts.map(({ cut, facts: said }) => `cut ${cut} ${endLine(jobId, said)}`);
  return [...each, `all cuts: ${dollars(costOf(facts))}`];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, at) => Math.max(cell.length, widest[at] ?? 0)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** A job's history as a table, with how it ended, cut by cut, beneath. */
export function historyText(jobId: string, facts: readonly Fact[]): string {
  const rows = historyLines(facts).map(({ seconds, actor, message, identity, text }) => [
    `${seconds.toFixed(2)} s`,
    actor,
    message,
    identity,
    text,
  ]);
  return [`job ${jobId}`, ...columns(rows), ...endLines(jobId, facts)].join('\n');
}
