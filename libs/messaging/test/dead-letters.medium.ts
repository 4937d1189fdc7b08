import { JobCancelled } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { listDeadLetters, PermanentError, replayDeadLetter, ReplayError } from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  let app: INestApplication | undefined;
  beforeEach(async () => {
    line = await startLine(binary);
  });
  afterEach(async () => {
    await app?.close();
    await line.stop();
  });

  async function layOneDown(jobId: string): Promise<number> {
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    const letters = await waitFor(
      async () => {
        const found = await listDeadLetters(line.connection);
        return found.length > 0 && found;
      },
      { what: 'the dead letter' },
    );
    return letters[0]!.letter;
  }

  it('replays to the service that gave up, and removes the letter when it is handled', async () => {
    let works = false;
    const handled: string[] = [];
    app = await startGenerator(line.server.url, {
      cancelled: ({ data }) => {
        if (!works) return Promise.reject(new PermanentError('not yet'));
        handled.push(data.jobId);
        return Promise.resolve();
      },
    });
    const jobId = newJobId();
    const letter = await layOneDown(jobId);
    await expect(replayDeadLetter(line.connection, letter)).rejects.toThrow(
      'generator failed again: PermanentError: not yet',
    );
    expect(await listDeadLetters(line.connection)).toHaveLength(1);
    works = true;
    await replayDeadLetter(line.connection, letter);
    expect(handled).toEqual([jobId]);
    expect(await listDeadLetters(line.connection)).toEqual([]);
    await expect(replayDeadLetter(line.connection, letter)).rejects.toThrow(ReplayError);
  });

  it('says when the service does not run', async () => {
    app = await startGenerator(line.server.url, {
      cancelled: () => Promise.reject(new PermanentError('no')),
    });
    const letter = await layOneDown(newJobId());
    await app.close();
    app = undefined;
    await expect(replayDeadLetter(line.connection, letter)).rejects.toThrow(
      'generator does not run: start it and replay again',
    );
  });
});
