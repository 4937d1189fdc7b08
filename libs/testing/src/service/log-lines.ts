/** One JSON log line, read. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** Reads a JSON log line; undefined for anything else (a stack trace, a warning of Node). */
export function readLogLine(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogRecord;
  } catch {
    return undefined;
  }
}

/** The lines that are JSON log lines, read. */
export function readLogLines(lines: readonly string[]): LogRecord[] {
  return lines.map(readLogLine).filter((record) => record !== undefined);
}

/** Where a service says it listens: the `listening` field (a URL) of one of its log lines. */
export function listeningUrl(lines: readonly string[]): string | undefined {
  const urls = lines.map((line) => readLogLine(line)?.['listening']);
  return urls.findLast((url): url is string => typeof url === 'string');
}
