import { describe, expect, it } from '@jest/globals';
import { keyValueBuckets, messages, serviceNames, topology } from '@kinoline/contracts';
import {
  defaultProvisionParameters,
  wantedBuckets,
  wantedConsumers,
  wantedDeadLetterConsumer,
  wantedStreams,
} from './wanted.js';

const wanted = { ...defaultProvisionParameters, retentionDays: 10, replicas: 3 };
const dayNs = 86_400_000_000_000;

/** How long the keys of the buckets of one kind live, in nanoseconds; 0 is for ever. */
function agesOf(kept: 'with-messages' | 'for-good'): number[] {
  const kind = Object.values(keyValueBuckets).filter((bucket) => bucket.kept === kept);
  return wantedBuckets(wanted)
    .filter(({ name }) => kind.some((bucket) => name === `KV_${bucket.name}`))
    .map(({ max_age: age }) => age ?? -1);
}

describe('what is provisioned', () => {
  it('is one consumer a pair, each filtered by one subject', () => {
    const consumers = wantedConsumers(wanted);
    const pairs = serviceNames.flatMap((service) => topology[service]);
    expect(consumers).toHaveLength(pairs.length);
    expect(new Set(consumers.map(({ durable_name: name }) => name)).size).toBe(pairs.length);
    for (const { filter_subject: filter } of consumers) {
      expect(messages.filter(({ type }) => filter?.startsWith(`${type}.`))).toHaveLength(1);
    }
  });

  it('has every dead letter heard, and never given up by the server', () => {
    expect(wantedDeadLetterConsumer(wanted)).toMatchObject({
      durable_name: 'planner-DeadLetters',
      filter_subject: 'dead.>',
      ack_policy: 'explicit',
      max_deliver: -1,
    });
  });

  it('keeps state longer than a message can live and then lie as a dead letter', () => {
    const kept = wantedStreams(wanted).map(({ max_age: age }) => (age ?? 0) / dayNs);
    expect(kept).toEqual([10, 10]);
    for (const age of agesOf('with-messages')) expect(age / dayNs).toBeGreaterThan(kept[0]! + kept[1]!);
  });

  it('keeps for good what is kept for good', () => {
    expect(new Set(agesOf('for-good'))).toEqual(new Set([0]));
  });

  it('never drops what is stored to make room', () => {
    for (const stream of [...wantedStreams(wanted), ...wantedBuckets(wanted)]) {
      expect(stream).toMatchObject({ discard: 'new', storage: 'file', num_replicas: 3 });
    }
  });

  it('waits by the kind of work', () => {
    const waits = wantedConsumers({ ...wanted, ackWaitMs: { slow: 9, quick: 4 } });
    const of = (name: string) => waits.find(({ durable_name: one }) => one === name)?.ack_wait;
    expect([of('generator-SceneRequested'), of('generator-JobCancelled')]).toEqual([9_000_000, 4_000_000]);
  });
});
