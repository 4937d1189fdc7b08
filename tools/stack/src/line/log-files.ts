import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Writes the lines of each part of the line into a file of its own: `<folder>/planner.log`. */
export class LogFiles {
  readonly folder: string;
  readonly #files = new Map<string, WriteStream>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder. */
  static async open(folder: string): Promise<LogFiles> {
    await mkdir(folder, { recursive: true });
    return new LogFiles(folder);
  }

  /** Where the lines of a part go. */
  pathOf(part: string): string {
    return path.join(this.folder, `${part}.log`);
  }

  /** A function that appends lines to the file of a part. A disk that fails costs the log, not the film. */
  writer(part: string): (line: string) => void {
    const file = this.#files.get(part) ?? this.#open(part);
    return (line) => void file.write(`${line}\n`);
  }

  /** Closes the files once everything is written. */
  async close(): Promise<void> {
    const closing = [...this.#files.values()].map(
      (file) => new Promise<void>((resolve) => file.end(() => resolve())),
    );
    this.#files.clear();
    await Promise.all(closing);
  }

  #open(part: string): WriteStream {
    const file = createWriteStream(this.pathOf(part), { flags: 'a' });
    file.on('error', () => undefined);
    this.#files.set(part, file);
    return file;
  }
}
