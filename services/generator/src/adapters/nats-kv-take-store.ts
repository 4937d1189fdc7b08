import { setTimeout as pause } from 'node:timers/promises';
import { keyValueBuckets } from '@kinoline/contracts';
import { KvDocuments } from '@kinoline/messaging';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import type { CallOptions, KeptTake, TakeStore } from '../ports.js';
import { isOpen, type OpenTake, type Take, takeSchema } from '../take/take.js';
import { takeIdentityOf } from '../take/take-key.js';

/** Which take owns a prediction; kept beside the takes under `claims.<predictionId>`. */
const claimSchema = z.strictObject({ take: z.string() });

/** Takes in a JetStream key-value bucket. */
export class NatsKvTakeStore implements TakeStore {
  private readonly logger = new Logger(NatsKvTakeStore.name);
  private readonly takes: KvDocuments<Take>;
  private readonly claims: KvDocuments<z.infer<typeof claimSchema>>;

  constructor(private readonly connection: NatsConnection) {
    this.takes = new KvDocuments(connection, keyValueBuckets.takes, takeSchema);
    this.claims = new KvDocuments(connection, keyValueBuckets.takes, claimSchema);
  }

  create(key: string, take: OpenTake): Promise<boolean> {
    return this.takes.create(key, take);
  }

  read(key: string): Promise<Take | undefined> {
    return this.takes.read(key);
  }

  async change(key: string, change: (take: OpenTake) => Take): Promise<Take | undefined> {
    const { document } = await this.takes.change(key, (take) => (take && isOpen(take) ? change(take) : take));
    return document;
  }

  async claim(predictionId: string, key: string): Promise<string> {
    const { document } = await this.claims.change(
      `claims.${predictionId}`,
      (claim) => claim ?? { take: key },
    );
    return document?.take ?? key;
  }

  keysOf(jobId: string): Promise<readonly string[]> {
    return this.takes.keys(`${jobId}.>`);
  }

  async *watch({ signal }: CallOptions): AsyncGenerator<KeptTake> {
    while (!signal.aborted) {
      try {
        yield* this.watchOnce(signal);
      } catch (error) {
        this.logger.warn(`watching the takes was interrupted: ${String(error)}; starting again`);
      }
      // An aborted pause is the end of the watch, which the loop's condition sees.
      await pause(1000, undefined, { signal }).catch(() => undefined);
    }
  }

  private async *watchOnce(signal: AbortSignal): AsyncGenerator<KeptTake> {
    const bucket = await new Kvm(this.connection).open(keyValueBuckets.takes.name);
    const entries = await bucket.watch({ key: '*.*.*', ignoreDeletes: true });
    const stop = () => entries.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const { key, operation, value } of entries) {
        const take = operation === 'PUT' && takeIdentityOf(key) ? this.parsed(key, value) : undefined;
        if (take) yield { key, take };
      }
    } finally {
      signal.removeEventListener('abort', stop);
      entries.stop();
    }
  }

  /** A take that another version wrote is left to replicas of that version. */
  private parsed(key: string, value: Uint8Array): Take | undefined {
    try {
      return takeSchema.parse(JSON.parse(new TextDecoder().decode(value)));
    } catch (error) {
      this.logger.error(`the take ${key} cannot be read: ${String(error)}`);
      return undefined;
    }
  }
}
