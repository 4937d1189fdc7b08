import {
  type AnyMessage,
  ClipGenerated,
  type DataOf,
  type Envelope,
  JobCancelled,
  JobFailed,
  seal,
  SceneFailed,
  SceneRendered,
  ScenesPlanned,
  subjectOf,
} from '@kinoline/contracts';
import { type MessageHistory, MessageUnreadableError } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import type { z } from 'zod';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { jobId, planOf, rendered, renderedData, request, requested, stitchedData } from '../test/facts.js';
import { MemoryJobStates, MemoryPublisher, projectCatalogue } from '../test/fakes.js';
import { letterOf, letterOn } from '../test/letters.js';
import { DirectJobService, UnknownJobError } from './direct-job.service.js';
import { EditStoryboardService } from './edit-storyboard.service.js';
import { EndWaitingService } from './end-waiting.service.js';

let jobs: MemoryJobStates;
let publisher: MemoryPublisher;
let director: DirectJobService;
let service: EndWaitingService;
const unreadable = new Set<string>();

/** The publisher's own memory, read back. */
function first<Message extends AnyMessage>(
  message: Message,
  identity: Partial<DataOf<Message>>,
): Promise<Envelope<Message> | undefined> {
  if (unreadable.has(message.name)) throw new MessageUnreadableError('broken');
  const said = publisher.said.get(subjectOf(message, identity as DataOf<Message>));
  const data = said?.data as z.input<Message['data']>;
  return Promise.resolve(said && seal(message, data, { source: 'test' }));
}

beforeEach(async () => {
  Logger.overrideLogger(false);
  unreadable.clear();
  [jobs, publisher] = [new MemoryJobStates(), new MemoryPublisher()];
  director = new DirectJobService(jobs, publisher, new Metrics());
  const editor = new EditStoryboardService(director, jobs, await projectCatalogue());
  service = new EndWaitingService(publisher, { first } as MessageHistory, director, editor);
});

const brokenClip = () => letterOn('framer', `video.clip.generated.${jobId}.1.1`, 'broken');

describe('ending what waits', () => {
  it('says that a take failed, once', async () => {
    await service.end(brokenClip());
    await service.end(brokenClip());
    expect(publisher.all(SceneFailed)).toMatchObject([{ scene: 1, take: 1, code: 'tool-failed' }]);
  });

  it('leaves a take alone that has its answer', async () => {
    await publisher.say(SceneRendered, renderedData(1, 1));
    await service.end(brokenClip());
    expect(publisher.names()).toEqual(['SceneRendered']);
  });

  it('takes an answer that cannot be read for one: its own letter ends the take', async () => {
    unreadable.add(ClipGenerated.name);
    await service.end(letterOn('generator', `video.scene.requested.${jobId}.1.1`, 'broken'));
    expect(publisher.names()).toEqual([]);
  });

  it('ends a job of which nothing but the id is known, and keeps it ended', async () => {
    const letter = letterOn('planner', `video.job.requested.${jobId}`, 'broken');
    await service.end(letter);
    await service.end(letter);
    expect(publisher.all(JobFailed)).toMatchObject([{ jobId, code: 'planning-failed', costUsd: 0 }]);
    expect(jobs.states.get(jobId)?.rest?.kind).toBe('failed');
  });

  it('does not fail a job that was planned: its frontier is said instead', async () => {
    publisher.failures = 2;
    await director.hear(jobId, requested());
    const ready = { name: 'StoryboardReady', data: planOf(['cut']) } as const;
    await expect(director.hear(jobId, ready)).rejects.toThrow('the connection broke');
    publisher.failures = 0;
    await service.end(letterOn('planner', `video.job.requested.${jobId}`, JSON.stringify(request())));
    expect(publisher.names()).toEqual(['ScenesPlanned', 'SceneRequested']);
  });

  it('answers a change that was given up, once', async () => {
    const ready = { name: 'StoryboardReady', data: planOf(['cut']) } as const;
    const film = { name: 'FilmStitched', data: stitchedData() } as const;
    for (const fact of [requested(), ready, rendered(1, 1), film]) await director.hear(jobId, fact);
    const letter = letterOn('planner', `video.change.requested.${jobId}.1`, 'broken');
    await service.end(letter);
    await service.end(letter);
    expect(publisher.all(ScenesPlanned)).toMatchObject([
      { revision: 1, warnings: [] },
      { revision: 2, cut: 1, warnings: [{ code: 'edit-refused' }] },
    ]);
  });

  it('lets a fact come again while its job is not known', async () => {
    await expect(service.end(letterOf('planner', SceneRendered, renderedData(1, 1)))).rejects.toThrow(
      UnknownJobError,
    );
  });

  it('names the command to the operator when no job waits', async () => {
    Logger.overrideLogger(['error']);
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await service.end(letterOf('generator', JobCancelled, { jobId, cut: 1, by: 'person' }));
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('npm run letters -- replay 12'));
    logged.mockRestore();
  });
});
