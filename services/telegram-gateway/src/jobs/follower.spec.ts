import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { JobStory } from '../../test/job-facts.js';
import { JobLine } from '../../test/job-line.js';

Logger.overrideLogger(false);

describe('following a job', () => {
  let line: JobLine;
  let story: JobStory;
  beforeEach(async () => {
    line = new JobLine();
    story = new JobStory();
    await line.shows(story);
  });

  it('leaves jobs alone that no chat shows', async () => {
    const [fact] = new JobStory().rendered(1).facts;
    if (fact?.name !== 'SceneRendered') throw new Error('no take');
    const bill = jest.spyOn(line.memory.people.quotas, 'bill');
    expect(await line.follower.hear(fact)).toBeUndefined();
    expect(bill).not.toHaveBeenCalled();
    expect(await line.watchList.all()).toEqual([story.jobId]);
  });

  it('bills every take that cost something, and learns from it, however often it is told', async () => {
    const bill = jest.spyOn(line.memory.people.quotas, 'bill');
    story.planned().rendered(1).lost(2, 1, { costUsd: 0.6 }).lost(2, 2).rendered(2, 3, { costUsd: 0 });
    story.facts.push(...story.facts);
    await line.follows(story);
    const billed = bill.mock.calls.map(([person, job, take, cost]) => [person, job, take, cost]);
    expect(billed).toEqual([
      ...[
        ['7', story.jobId, { scene: 1, take: 1 }, 0.6],
        ['7', story.jobId, { scene: 2, take: 1 }, 0.6],
      ],
      ...[
        ['7', story.jobId, { scene: 1, take: 1 }, 0.6],
        ['7', story.jobId, { scene: 2, take: 1 }, 0.6],
      ],
    ]);
    const pace = await line.memory.paces.read('veo_3_1_fast');
    expect(pace?.takes).toEqual([{ take: `${story.jobId}.1.1`, rate: 10 }]);
  });

  it('frees what was set aside when the job rests, and not for a rest it has left', async () => {
    const release = jest.spyOn(line.memory.people.quotas, 'release');
    const [plan, held] = story.planned().held(1, 1).facts;
    await line.follows(story);
    expect(release.mock.calls.map(([, , outcome]) => outcome)).toEqual(['held']);
    await line.follows(story.asks({ kind: 'resume' }).changed());
    story.facts.push(plan!, held!);
    await line.follows(story);
    expect(release).toHaveBeenCalledTimes(1);
    await line.follows(story.rendered(1).failed('over-budget'));
    await line.follows(story.asks({ kind: 'finish' }).changed().stitched().delivered());
    expect(release.mock.calls.map(([, , outcome]) => outcome)).toEqual(['held', 'failed', 'delivered']);
  });

  it('frees what was set aside for a change that the planner refuses', async () => {
    const line = new JobLine();
    const story = new JobStory().planned().held(1, 1);
    await line.shows(story);
    await line.follows(story);
    const { quotas, people } = line.memory.people;
    const person = (await people.read('7'))!;
    const now = new Date();
    await quotas.admit(person, story.jobId, 2, now, { kind: 'change', revision: 1 });
    expect(await quotas.standing(person, now)).toMatchObject({ reservedUsd: 2, jobsRunning: 1 });
    story.asks({ kind: 'resume' }).refused();
    for (const fact of story.facts) {
      if ('at' in fact) Object.assign(fact, { at: new Date(now.getTime() + 1000).toISOString() });
    }
    await line.follows(story);
    expect(await quotas.standing(person, now)).toMatchObject({ reservedUsd: 0, jobsRunning: 0 });
  });

  it('looks after a job until its chat shows everything', async () => {
    expect(await line.watchList.all()).toEqual([story.jobId]);
    await line.follows(story.planned().rendered(1).held(2, 1));
    await line.rounds.round();
    expect(await line.watchList.all()).toEqual([]);
    await line.follows(story.cancelled());
    expect(await line.watchList.all()).toEqual([story.jobId]);
  });
});
