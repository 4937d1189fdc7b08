import { type DeadLetter, jobIdOfSubject } from '@kinoline/messaging';

/** One dead letter as the list shows it. */
export interface LetterLine {
  /** What `npm run letters -- replay` takes. */
  readonly sequence: number;
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
  readonly service: string;
  readonly message: string;
  /** Empty where the message is a chat's. */
  readonly job: string;
  readonly deliveries: number;
  readonly error: string;
}

const titles = ['sequence', 'time', 'service', 'message', 'job', 'deliveries', 'error'] as const;

/** The dead letters as lines, oldest first. */
export function letterLines(letters: readonly DeadLetter[]): LetterLine[] {
  return letters.map(({ letter, time, service, message, subject, deliveries, errorName, error }) => ({
    sequence: letter,
    time: `${time.toISOString().slice(0, 19)}Z`,
    service,
    message,
    job: jobIdOfSubject(subject) ?? '',
    deliveries,
    error: `${errorName}: ${error}`,
  }));
}

/** The dead letters as a table. */
export function lettersText(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return 'no dead letters';
  const rows = [titles, ...letterLines(letters).map((line) => titles.map((title) => String(line[title])))];
  const widths = titles.map((_title, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
