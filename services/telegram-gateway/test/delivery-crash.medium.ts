import { JobDelivered, keyValueBuckets } from '@kinoline/contracts';
import { connectToNats, KvDocuments } from '@kinoline/messaging';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ShownJob, shownJobSchema } from '../src/jobs/shown-job.js';
import { type ChatLine, startChatLine } from './chat-line.js';
import { FilmedJob } from './delivery-line.js';

let line: ChatLine;
let connection: Awaited<ReturnType<typeof connectToNats>>;
let jobs: KvDocuments<ShownJob>;
beforeAll(async () => {
  line = await startChatLine({ pace: 'process', mode: 'webhook', env: { SHOW_SCENES: 'false' } });
  connection = await connectToNats({ servers: [line.nats.url] });
  jobs = new KvDocuments(connection, keyValueBuckets.shownJobs, shownJobSchema);
});
afterAll(async () => {
  await connection.close();
  await line.stop();
});

describe('a gateway that is killed while it delivers', () => {
  it('brings the film again, knows that it may be twice in the chat, and counts it', async () => {
    const person = line.person();
    const job = await FilmedJob.begin(line, person);
    // Slow enough that NATS is away before the film stands in the chat, so that it cannot be recorded.
    const slow = { kind: 'delay', ms: 1_500 } as const;
    line.sandbox.behave({ match: { operation: 'sendVideo' }, action: slow, times: 1 });
    await job.stitch();
    await waitFor(async () => (await jobs.read(job.jobId))?.delivering, { what: 'the record of the upload' });
    line.nats.freeze();
    await line.sandbox.telegram.waitForCall(({ method, accepted }) => method === 'sendVideo' && accepted);
    const [killed] = line.replicas;
    await killed?.kill();
    line.nats.thaw();

    const replica = await line.addReplica();
    const delivered = await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 }, 60_000);
    expect(delivered.data.by).toBe('video');
    const videos = await job.videos();
    expect(videos).toHaveLength(2);
    expect(videos[1]?.text).toContain('If the film came twice');
    const metrics = await (await fetch(`${replica.url}/metrics`)).text();
    expect(metrics).toMatch(/^kinoline_possible_duplicates_total 1/m);
    expect(metrics).toMatch(/^kinoline_films_delivered_total\{way="video"\} 1/m);
    expect(
      replica.lines().some((text) => text.includes('possible duplicate') && text.includes(job.jobId)),
    ).toBe(true);

    await person.say('/history');
    const list = await person.waitFor(/Your films/);
    expect(list.buttons.flat().map(({ label }) => label)).toEqual(['1', '✖️ Close']);
    // The pace of the real limits: nothing was refused on the way.
    const calls = await line.sandbox.telegram.calls();
    expect(calls.filter(({ status }) => status === 429)).toEqual([]);
  }, 120_000);
});
