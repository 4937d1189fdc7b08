/** One measured figure and the goal it is held against. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** The goal in words; absent for a figure that only informs. */
  readonly goal?: string;
  /** Whether the goal is met. */
  readonly met?: boolean;
}

/** The middle of some measurements (of an even number, the lower of the two in the middle). */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

const verdict = ({ met }: Figure): string => (met === undefined ? '' : met ? 'met' : 'NOT MET');

const cells = (figure: Figure): string[] => [figure.what, figure.value, figure.goal ?? '', verdict(figure)];

const heading = ['figure', 'measured', 'goal', ''];

/** The figures as a table for a terminal. */
export function plainTable(figures: readonly Figure[]): string {
  const rows = [heading, ...figures.map(cells)];
  const widths = heading.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The figures as a Markdown table. */
export function markdownTable(figures: readonly Figure[]): string {
  const row = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [row(heading), row(heading.map(() => '---')), ...figures.map((figure) => row(cells(figure)))].join(
    '\n',
  );
}
