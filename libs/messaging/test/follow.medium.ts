import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  beforeAll(async () => {
    line = await startLine(binary);
  });
  afterAll(() => line.stop());

  it('loses nothing and repeats nothing of either filter while much is said', async () => {
    // JobCancelled is read by one filter, scenes by the other: each follower begins somewhere in between.
    const jobs = Array.from({ length: 10 }, () => newJobId());
    const end = new AbortController();
    const followers = jobs.map(async (jobId, at) => {
      const seen: number[] = [];
      const speaking = (async () => {
        for (let scene = 1; scene <= 12; scene += 1) {
          if (scene === 6) await line.publisher.say(JobCancelled, jobCancelled(jobId));
          await line.publisher.say(SceneRequested, sceneRequested(jobId, scene));
        }
      })();
      await waitFor(async () => (await line.history.read(jobId)).length > at, {
        what: 'a beginning',
        timeoutMs: 40_000,
        intervalMs: 100,
      });
      for await (const { sequence } of line.history.follow(jobId, { signal: end.signal })) {
        seen.push(sequence);
        if (seen.length === 13) break;
      }
      await speaking;
      return { jobId, seen };
    });
    for (const { jobId, seen } of await Promise.all(followers)) {
      expect(seen).toEqual((await line.history.read(jobId)).map(({ sequence }) => sequence));
    }
    end.abort();
  });
});
