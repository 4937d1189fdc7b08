import { describe, expect, it } from '@jest/globals';
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { RetryableError } from '../errors.js';
import { readCounted } from './read-subjects.js';

/** A consumer whose pulls bring these numbers of messages, one after the other, then nothing. */
function bringing(...pulls: number[]): Pick<Consumer, 'fetch'> {
  let seq = 0;
  async function* messages(count: number): AsyncGenerator<JsMsg> {
    for (let at = 0; at < count; at += 1) yield await Promise.resolve({ seq: (seq += 1) } as JsMsg);
  }
  return { fetch: () => Promise.resolve(messages(pulls.shift() ?? 0) as unknown as ConsumerMessages) };
}

describe('readCounted', () => {
  it('pulls until all are there', async () => {
    const read = await readCounted(bringing(2, 1, 2), 5);
    expect(read.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(await readCounted(bringing(), 0)).toEqual([]);
  });

  it('does not take half for the whole', async () => {
    const reading = readCounted(bringing(2, 0, 3), 5);
    await expect(reading).rejects.toThrow(RetryableError);
    await expect(reading).rejects.toThrow('only 2 of 5 messages could be read');
  });
});
