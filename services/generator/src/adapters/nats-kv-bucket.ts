import { setTimeout as pause } from 'node:timers/promises';
import type { KeyValueBucket } from '@kinoline/contracts';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

const waitMs = 30_000;
const againMs = 500;

/**
 * Opens a bucket that the provisioning made, waiting a while for it.
 *
 * @throws Error that says what to do when there is none
 */
export async function openBucket(connection: NatsConnection, { name }: KeyValueBucket): Promise<KV> {
  const bucket = await new Kvm(connection).open(name);
  const giveUpAt = Date.now() + waitMs;
  for (;;) {
    try {
      await bucket.status();
      return bucket;
    } catch (cause) {
      if (Date.now() < giveUpAt) await pause(againMs);
      else throw new Error(`NATS has no key-value bucket ${name}: run the provisioning first`, { cause });
    }
  }
}
