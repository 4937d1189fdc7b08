import { setTimeout as pause } from 'node:timers/promises';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { KV } from '@nats-io/kv';
import { errors } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { z } from 'zod';

/** A document and the revision that fences its next change. */
interface Standing<Document> {
  readonly document: Document;
  readonly revision: number;
}

/**
 * JSON documents in a key-value bucket, changed by compare-and-set. An outage of NATS is waited out: once money was
 * spent, the one thing that must not happen is that its record is given up. Only a connection that is closed for good
 * ends the wait.
 */
export class KvDocuments<Document> {
  private readonly logger = new Logger(KvDocuments.name);

  constructor(
    private readonly bucket: KV,
    private readonly schema: z.ZodType<Document>,
  ) {}

  /** Writes a new document; false when the key is taken. */
  create(key: string, document: Document): Promise<boolean> {
    return this.write(() => this.bucket.create(key, JSON.stringify(document)));
  }

  /** The document under a key. */
  async read(key: string): Promise<Document | undefined> {
    return (await this.standing(key))?.document;
  }

  /**
   * Changes a document by compare-and-set; `change` is called again whenever somebody else was faster or it is unknown
   * whether the write arrived. A missing document is passed as undefined. Returning the argument, or undefined, writes
   * nothing.
   *
   * @returns what stands afterwards, and whether `change` gave undefined
   */
  async change(
    key: string,
    change: (document: Document | undefined) => Document | undefined,
  ): Promise<{ readonly document: Document | undefined; readonly refused: boolean }> {
    for (let tries = 1; ; tries++) {
      const before = await this.standing(key);
      const after = change(before?.document);
      if (after === undefined) return { document: before?.document, refused: true };
      if (after === before?.document) return { document: after, refused: false };
      const text = JSON.stringify(after);
      const written = await this.write(() =>
        before ? this.bucket.update(key, text, before.revision) : this.bucket.create(key, text),
      );
      if (written) return { document: after, refused: false };
      await pause(Math.random() * Math.min(tries * 4, 100));
    }
  }

  /** Reads a document that arrived on a watch. */
  parse(text: string): Document {
    return this.schema.parse(JSON.parse(text));
  }

  private standing(key: string): Promise<Standing<Document> | undefined> {
    return this.patiently(async () => {
      const entry = await this.bucket.get(key);
      if (entry?.operation !== 'PUT') return undefined;
      return { document: this.parse(entry.string()), revision: entry.revision };
    });
  }

  /** False when the revision did not stand any more, which is also how a write that arrived unnoticed shows. */
  private write(put: () => Promise<number>): Promise<boolean> {
    return this.patiently(async () => {
      try {
        await put();
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw error;
      }
    });
  }

  private async patiently<Result>(call: () => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        return await call();
      } catch (error) {
        if (!isOutage(error)) throw error;
        if (tries % 10 === 1)
          this.logger.warn(`the key-value store does not answer: ${error.message}; trying on`);
        await pause(Math.min(100 * tries, 2000));
      }
    }
  }
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    (error.code === JetStreamApiCodes.StreamWrongLastSequence ||
      error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown)
  );
}

/** Errors that a later try may not meet: no answer, no leader, the connection lost for now. */
function isOutage(error: unknown): error is Error {
  if (error instanceof errors.ClosedConnectionError || error instanceof errors.DrainingConnectionError)
    return false;
  return (
    error instanceof errors.TimeoutError ||
    error instanceof errors.RequestError ||
    error instanceof errors.NoRespondersError ||
    error instanceof errors.ConnectionError ||
    // The client words "no responders" as "JetStream is not enabled"; a server that is starting answers so.
    (error instanceof Error && error.cause instanceof errors.RequestError) ||
    (error instanceof JetStreamApiError && error.status >= 500)
  );
}
