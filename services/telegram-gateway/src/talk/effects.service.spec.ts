import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FilmLine } from '../../test/film-line.js';
import { JobStory } from '../../test/job-facts.js';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { noLimits, PeopleDesk } from '../../test/people-desk.js';
import { RecordingChats } from '../../test/recording-chats.js';
import type { Conversation } from '../conversation/conversation.js';
import type { FilmDesk } from '../delivery/film-desk.js';
import type { JobDesk } from '../jobs/job-desk.js';
import type { ShownJob } from '../jobs/shown-job.js';
import { ChatUnreachableError } from '../telegram/chat-errors.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { EffectsService } from './effects.service.js';
import { PanelService } from './panel.service.js';

Logger.overrideLogger(false);

const used = async (desk: PeopleDesk): Promise<unknown> => {
  const { reservedUsd, jobsRunning, jobsToday } = await desk.quotas.standing(
    await desk.people.of({ personId: '7', name: 'Ada', locale: 'en' }),
    new Date(),
  );
  return { reservedUsd, jobsRunning, jobsToday };
};
const nothing = { reservedUsd: 0, jobsRunning: 0, jobsToday: 0 };
const oneFilm = { reservedUsd: 3.6, jobsRunning: 1, jobsToday: 1 };

const accepting = async (): Promise<{ line: FilmLine; accept: ChatEvent }> => {
  const line = new FilmLine('en', { eachPerson: { ...noLimits, jobsAtOnce: 1 } });
  await line.write('A fox');
  return { line, accept: line.press('✅ Accept') };
};

describe('an update that is given up', () => {
  it('frees what was set aside for a film whose beginning was never recorded', async () => {
    const { line, accept } = await accepting();
    const change = line.conversations.change.bind(line.conversations);
    line.conversations.change = () => Promise.reject(new Error('died'));
    await expect(line.talk.hear(accept)).rejects.toThrow('died');
    expect(await used(line.desk)).toEqual(oneFilm);
    line.conversations.change = change;
    await line.talk.giveUp(accept);
    expect(await used(line.desk)).toEqual(nothing);
    await line.tap('✅ Accept');
    expect(line.begun).toHaveLength(1);
  });

  it('frees what was set aside for a film that was recorded and not begun', async () => {
    const { line, accept } = await accepting();
    line.chats.failures.set('answerPress', new ChatUnreachableError('down'));
    await expect(line.talk.hear(accept)).rejects.toThrow('down');
    await line.talk.giveUp(accept);
    expect(await used(line.desk)).toEqual(nothing);
  });

  it('frees nothing of a film that was begun', async () => {
    const { line, accept } = await accepting();
    line.chats.failures.set('edit', new ChatUnreachableError('down'));
    await expect(line.talk.hear(accept)).rejects.toThrow('down');
    await line.talk.giveUp(accept);
    expect(await used(line.desk)).toEqual(oneFilm);
  });

  it('frees nothing of a film that the next answer begins', async () => {
    const { line, accept } = await accepting();
    line.chats.failures.set('answerPress', new ChatUnreachableError('down'));
    await expect(line.talk.hear(accept)).rejects.toThrow('down');
    line.chats.failures.set('edit', new ChatUnreachableError('down'));
    await expect(line.write('A hare')).rejects.toThrow('down');
    line.jobs.clear();
    await line.talk.giveUp(accept);
    expect(await used(line.desk)).toEqual(oneFilm);
  });

  it.each([
    { what: 'frees what was set aside for a change that was never asked for', isAsked: false, left: nothing },
    {
      what: 'frees nothing of a change that was asked for',
      isAsked: true,
      left: { ...nothing, reservedUsd: 2, jobsRunning: 1 },
    },
  ])('$what', async ({ isAsked, left }) => {
    const people = new PeopleDesk({ access: 'open' });
    const story = new JobStory();
    const changes = isAsked ? { 1: {} } : {};
    const desk = { find: () => Promise.resolve({ ...story.job, changes } as unknown as ShownJob) };
    const chats = new RecordingChats();
    const panel = new PanelService(new MemoryDocuments<Conversation>(), chats);
    const jobs = desk as unknown as JobDesk;
    const service = new EffectsService(chats, jobs, {} as FilmDesk, panel, people.quotas);
    const person = await people.people.of({ personId: '7', name: 'Ada', locale: 'en' });
    const occasion = { kind: 'change', revision: 1 } as const;
    await people.quotas.admit(person, story.jobId, 2, new Date(), occasion);
    const change = { kind: 'resume' } as const;
    const data = { jobId: story.jobId, revision: 1, change };
    await service.abandon([{ kind: 'change', data, priceUsd: 2 }], '7');
    expect(await used(people)).toEqual(left);
  });
});
