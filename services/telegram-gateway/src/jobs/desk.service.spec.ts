import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { JobStory, request } from '../../test/job-facts.js';
import { JobLine } from '../../test/job-line.js';
import { ChatGoneError, ChatUnreachableError } from '../telegram/chat-errors.js';

Logger.overrideLogger(false);

describe('an order that was admitted', () => {
  const change = { kind: 'retake' as const, scenes: [{ scene: 2 }] };
  const revision = 1;

  it('holds nothing any more when it is withdrawn, unless somebody placed it', async () => {
    const line = new JobLine();
    const story = new JobStory();
    await line.shows(story);
    await line.follows(story.planned().rendered(1).held(2, 1));
    const { quotas, people } = line.memory.people;
    const person = (await people.read('7'))!;
    const { jobId } = story;
    const admit = () => quotas.admit(person, jobId, 2, new Date(), { kind: 'change', revision });
    const reserved = async (): Promise<number> => (await quotas.standing(person, new Date())).reservedUsd;
    await admit();
    await line.desk.withdraw({ jobId, revision });
    expect(await reserved()).toBe(0);
    await admit();
    await line.desk.change({ jobId, revision, change, budgetUsd: 5 }, 2);
    await line.desk.withdraw({ jobId, revision });
    expect(await reserved()).toBe(2);
  });
});

describe('a person who had blocked the bot', () => {
  let line: JobLine;
  let story: JobStory;
  beforeEach(async () => {
    line = new JobLine();
    story = new JobStory(request({ settings: { ...request().settings, scenes: 1 } }));
    await line.shows(story);
    await line.follows(story.planned());
    line.chats.failures.set('edit', new ChatGoneError('bot was blocked by the user'));
    await line.follows(story.rendered(1));
    expect(await line.job(story)).toMatchObject({ chatGone: true });
    line.chats.failures.clear();
  });
  const texts = (): string[] => line.chats.messages.map(({ html }) => html);

  it('is asked about the change that they order', async () => {
    await line.follows(story.stitched().delivered());
    const change = { kind: 'retake' as const, scenes: [{ scene: 1 }] };
    await line.desk.change({ jobId: story.jobId, revision: 1, change, budgetUsd: 5 }, 0.6);
    expect(texts().at(-1)).toContain('Passing it on');
    await line.follows(story.asks(change).changed().lost(1, 2).held(1, 2));
    expect(texts().at(-1)).toContain('Scene 1 could not be made');
  });

  it('is shown what goes on when they are back, below everything else, once and in that chat alone', async () => {
    await line.chats.send('7', { html: 'written since', rows: [] });
    await line.desk.welcomeBack('7', '-100');
    expect(texts().at(-1)).toBe('written since');
    await line.desk.welcomeBack('7', '7');
    expect(texts()).toEqual(['written since', expect.stringContaining('Joining the scenes')]);
    line.chats.calls.length = 0;
    await line.desk.welcomeBack('7', '7');
    expect(line.chats.calls).toEqual([]);
  });

  it('finds the film that could not be brought', async () => {
    await line.follows(story.stitched().left());
    await line.desk.welcomeBack('7', '7');
    expect(
      line.chats
        .last('7')
        ?.rows.flat()
        .map(({ label }) => label),
    ).toEqual(['📤 Send me the film']);
  });

  it('is shown it at the next round when Telegram is away just then', async () => {
    await line.rounds.round();
    expect(await line.watchList.all()).toEqual([]);
    line.chats.failures.set('send', new ChatUnreachableError('ECONNREFUSED'));
    await line.desk.welcomeBack('7', '7');
    expect(texts()).toEqual([expect.stringContaining('Shooting scene 1')]);
    await new JobLine(line.memory).rounds.round();
    expect(texts()).toEqual([expect.stringContaining('Joining the scenes')]);
  });
});
