import { describeIssues, keyValueBuckets } from '@kinoline/contracts';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { type KV, type KvEntry, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { type JobState, jobStateSchema } from '../director/index.js';
import { type JobStateStore, type StoredJob, UnreadableJobStateError } from '../ports.js';

/**
 * The director's states in the planner's key-value bucket, one JSON document a job. The bucket is made by the
 * provisioning; it is opened at the first use, so that the service may start before it.
 */
export class KvJobStateStore implements JobStateStore {
  private opened: Promise<KV> | undefined;

  constructor(private readonly connection: NatsConnection) {}

  async read(jobId: string): Promise<StoredJob | undefined> {
    const bucket = await this.bucket();
    const entry = await bucket.get(jobId);
    return entry?.operation === 'PUT' ? { state: stateOf(entry), revision: entry.revision } : undefined;
  }

  async write(state: JobState, expected: number | undefined): Promise<boolean> {
    const bucket = await this.bucket();
    const text = JSON.stringify(state);
    try {
      await (expected === undefined
        ? bucket.create(state.jobId, text)
        : bucket.update(state.jobId, text, expected));
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  }

  private bucket(): Promise<KV> {
    this.opened ??= this.open();
    return this.opened;
  }

  private async open(): Promise<KV> {
    try {
      return await new Kvm(this.connection).open(keyValueBuckets.jobs.name);
    } catch (error) {
      this.opened = undefined;
      throw error;
    }
  }
}

function stateOf(entry: KvEntry): JobState {
  const parsed = jobStateSchema.safeParse(entry.json());
  if (parsed.success) return parsed.data;
  throw new UnreadableJobStateError(
    `the stored state of the job is not readable: ${describeIssues(parsed.error)}`,
  );
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    (error.code === JetStreamApiCodes.StreamWrongLastSequence ||
      error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown)
  );
}
