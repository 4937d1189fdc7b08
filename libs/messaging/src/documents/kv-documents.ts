import { setTimeout as pause } from 'node:timers/promises';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { KeyValueBucket } from '@kinoline/contracts';
import { type KV, Kvm } from '@nats-io/kv';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { z } from 'zod';
import type { Changed, Documents } from './documents.js';

/** A document and the revision that fences its next change. */
interface Standing<Document> {
  readonly document: Document;
  readonly revision: number;
}

/**
 * JSON documents in a key-value bucket, changed by compare-and-set. An outage of NATS is waited out: what was decided
 * must not be given up because its record cannot be written just now. Only a connection that is closed for good ends
 * the wait. The bucket is made by the provisioning; it is opened at the first use, so that a service may start before it.
 */
export class KvDocuments<Document> implements Documents<Document> {
  private readonly logger = new Logger(KvDocuments.name);
  private opened: Promise<KV> | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly about: KeyValueBucket,
    private readonly schema: z.ZodType<Document>,
  ) {}

  create(key: string, document: Document): Promise<boolean> {
    return this.write((bucket) => bucket.create(key, JSON.stringify(document)));
  }

  async read(key: string): Promise<Document | undefined> {
    return (await this.standing(key))?.document;
  }

  async change(
    key: string,
    change: (document: Document | undefined) => Document | undefined,
  ): Promise<Changed<Document>> {
    for (let tries = 1; ; tries++) {
      const before = await this.standing(key);
      const after = change(before?.document);
      if (after === undefined) return { document: before?.document, refused: true };
      if (after === before?.document) return { document: after, refused: false };
      const text = JSON.stringify(after);
      const written = await this.write((bucket) =>
        before ? bucket.update(key, text, before.revision) : bucket.create(key, text),
      );
      if (written) return { document: after, refused: false };
      await pause(Math.random() * Math.min(tries * 4, 100));
    }
  }

  async keys(filter = '>'): Promise<string[]> {
    return this.patiently(async () => {
      const keys: string[] = [];
      for await (const key of await (await this.bucket()).keys(filter)) keys.push(key);
      return keys;
    });
  }

  private standing(key: string): Promise<Standing<Document> | undefined> {
    return this.patiently(async () => {
      const entry = await (await this.bucket()).get(key);
      if (entry?.operation !== 'PUT') return undefined;
      return { document: this.schema.parse(JSON.parse(entry.string())), revision: entry.revision };
    });
  }

  /** False when the revision did not stand any more, which is also how a write that arrived unnoticed shows. */
  private write(put: (bucket: KV) => Promise<number>): Promise<boolean> {
    return this.patiently(async () => {
      try {
        await put(await this.bucket());
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw error;
      }
    });
  }

  private bucket(): Promise<KV> {
    this.opened ??= this.open();
    return this.opened;
  }

  private async open(): Promise<KV> {
    try {
      return await new Kvm(this.connection).open(this.about.name);
    } catch (error) {
      this.opened = undefined;
      throw error;
    }
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
