import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform, type TransformCallback, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Length in bytes and SHA-256 in lower-case hex. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Passes bytes through, counts and hashes them, and stops with `tooMany()` at the first byte beyond `limit`. */
export class DigestMeter extends Transform {
  readonly #hash = createHash('sha256');
  readonly #limit: number;
  readonly #tooMany: () => Error;
  #bytes = 0;

  constructor(limit: number, tooMany: () => Error) {
    super();
    this.#limit = limit;
    this.#tooMany = tooMany;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limit) {
      done(this.#tooMany());
      return;
    }
    this.#hash.update(chunk);
    done(null, chunk);
  }

  /** What went through; to be asked once, at the end. */
  digest(): Digest {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/** Reads a whole file for its length and hash. @throws the file system's errors. */
export async function digestFile(path: string, signal?: AbortSignal): Promise<Digest> {
  const meter = new DigestMeter(Infinity, () => new Error('unreachable'));
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(path), meter, nowhere, signal === undefined ? {} : { signal });
  return meter.digest();
}
