import { JobCancelled } from '@kinoline/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nanos } from '@nats-io/transport-node';
import { createMessagePublisher, PermanentError, RetryableError } from '../src/index.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  beforeEach(async () => {
    line = await startLine(binary);
  });
  afterEach(() => line.stop());
  const stored = async (): Promise<number> => (await line.manager.streams.info('VIDEO')).state.messages;

  it('says one fact once, however many say it at the same time', async () => {
    const jobId = newJobId();
    const others = ['planner', 'generator', 'cli'].map((source) =>
      createMessagePublisher(line.connection, { source }),
    );
    const all = await Promise.all(
      Array.from({ length: 60 }, (_one, at) => others[at % 3]!.say(JobCancelled, jobCancelled(jobId))),
    );
    expect(all.filter((outcome) => outcome === 'said')).toHaveLength(1);
    expect(await stored()).toBe(1);
  });

  it('remembers a fact after the duplicate window', async () => {
    await line.manager.streams.update('VIDEO', { duplicate_window: nanos(100) });
    const jobId = newJobId();
    expect(await line.publisher.say(JobCancelled, jobCancelled(jobId))).toBe('said');
    const other = newJobId();
    await line.publisher.say(JobCancelled, jobCancelled(other));
    // Without the message id the server has only the subject to go by.
    expect(await line.publisher.say(JobCancelled, { ...jobCancelled(jobId), by: 'operator' })).toBe(
      'already-said',
    );
    expect((await line.history.first(JobCancelled, { jobId, cut: 1 }))?.data.by).toBe('person');
  });

  it('remembers a fact over a crash of the server, and outlasts the crash', async () => {
    const jobId = newJobId();
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    await line.server.kill();
    const meanwhile = [
      line.publisher.say(JobCancelled, jobCancelled(jobId)),
      line.publisher.say(JobCancelled, jobCancelled()),
    ];
    await line.server.restart();
    expect(await Promise.all(meanwhile)).toEqual(['already-said', expect.stringMatching(/said$/)]);
    expect(await stored()).toBe(2);
  });

  it('refuses a payload that does not fit, without its values', async () => {
    const wrong = { jobId: newJobId(), cut: 1, by: 'secret' as 'person' };
    const saying = line.publisher.say(JobCancelled, wrong);
    await expect(saying).rejects.toThrow(PermanentError);
    await expect(saying).rejects.not.toThrow(/secret/);
    expect(await stored()).toBe(0);
  });

  it('says that another try may help when the stream is full', async () => {
    await line.manager.streams.update('VIDEO', { max_msgs: 1 });
    await line.publisher.say(JobCancelled, jobCancelled());
    await expect(line.publisher.say(JobCancelled, jobCancelled())).rejects.toThrow(RetryableError);
  });
});
