import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { jetstream } from '@nats-io/jetstream';
import { MessageUnreadableError, type RecordedMessage } from '../src/index.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  beforeAll(async () => {
    Logger.overrideLogger(['fatal']);
    line = await startLine(binary);
  });
  afterAll(() => line.stop());
  const label = ({ message, envelope }: RecordedMessage): string =>
    message.name === 'SceneRequested' ? envelope.id.split('.').slice(-2).join('.') : message.name;

  it('reads one job in the order of the stream, between messages of others', async () => {
    const [jobId, other] = [newJobId(), newJobId()];
    for (const scene of [1, 2, 3]) {
      await line.publisher.say(SceneRequested, sceneRequested(jobId, scene));
      await line.publisher.say(SceneRequested, sceneRequested(other, scene));
    }
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 4));
    const read = await line.history.read(jobId);
    expect(read.map(label)).toEqual(['1.1', '2.1', '3.1', 'JobCancelled', '4.1']);
    expect(read.map(({ sequence }) => sequence)).toEqual(
      read.map(({ sequence }) => sequence).sort((a, b) => a - b),
    );
    expect(read[0]!.time.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await line.history.read(newJobId())).toEqual([]);
  });

  it('reads more than one pull can hold', async () => {
    const jobId = newJobId();
    const takes = Array.from({ length: 600 }, (_one, at) => ({
      scene: 1 + (at % 200),
      take: 1 + Math.floor(at / 200),
    }));
    await Promise.all(
      takes.map((take) => line.publisher.say(SceneRequested, { ...sceneRequested(jobId), ...take })),
    );
    expect(await line.history.read(jobId)).toHaveLength(600);
  });

  it('follows a job: the past, then what comes, until the signal fires', async () => {
    const jobId = newJobId();
    const end = new AbortController();
    const seen: RecordedMessage[] = [];
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 1));
    const following = (async () => {
      for await (const one of line.history.follow(jobId, { signal: end.signal })) seen.push(one);
    })();
    await waitFor(() => seen.length === 1, { what: 'the past' });
    await line.publisher.say(JobCancelled, jobCancelled());
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 2));
    await waitFor(() => seen.length === 3, { what: 'the new messages' });
    expect(seen.map(label)).toEqual(['1.1', 'JobCancelled', '2.1']);
    end.abort();
    await following;
  });

  it('follows on after a crash of the server', async () => {
    const jobId = newJobId();
    const end = new AbortController();
    const seen: RecordedMessage[] = [];
    const following = (async () => {
      for await (const one of line.history.follow(jobId, { signal: end.signal })) seen.push(one);
    })();
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 1));
    await waitFor(() => seen.length === 1, { what: 'the first message' });
    // The first may be of the past; the second is not.
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 2));
    await waitFor(() => seen.length === 2, { what: 'the second message' });
    await line.server.kill();
    await line.restart();
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 3));
    await waitFor(() => seen.length === 3, { what: 'the third message', timeoutMs: 20_000 });
    expect(seen.map(label)).toEqual(['1.1', '2.1', '3.1']);
    end.abort();
    await following;
  });

  it('knows with which identities a message was said, readable or not', async () => {
    const [jobId, other] = [newJobId(), newJobId()];
    expect(await line.history.identities(JobCancelled, { jobId })).toEqual([]);
    await line.publisher.say(JobCancelled, jobCancelled(other));
    await line.publisher.say(JobCancelled, { ...jobCancelled(jobId), cut: 3 });
    await jetstream(line.connection).publish(`video.job.cancelled.${jobId}.12`, 'broken');
    const said = await line.history.identities(JobCancelled, { jobId });
    expect(said.map(({ cut }) => Number(cut)).sort((a, b) => a - b)).toEqual([3, 12]);
    expect(await line.history.identities(JobCancelled, { jobId, cut: 3 })).toEqual([{ jobId, cut: '3' }]);
    await expect(line.history.identities(JobCancelled, { jobId: '*' })).rejects.toThrow('subject');
  });

  it('leaves out what it cannot read, and says so when it is asked for it', async () => {
    const jobId = newJobId();
    await jetstream(line.connection).publish(`video.job.cancelled.${jobId}.1`, 'broken');
    await line.publisher.say(SceneRequested, sceneRequested(jobId));
    expect((await line.history.read(jobId)).map(label)).toEqual(['1.1']);
    await expect(line.history.first(JobCancelled, { jobId, cut: 1 })).rejects.toThrow(MessageUnreadableError);
  });
});
