import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FilmLine } from '../../test/film-line.js';
import { newJobId } from '../../test/films.js';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { noLimits, PeopleDesk } from '../../test/people-desk.js';
import { RecordingChats } from '../../test/recording-chats.js';
import type { Conversation } from '../conversation/conversation.js';
import type { FilmDesk } from '../delivery/film-desk.js';
import type { JobDesk } from '../jobs/job-desk.js';
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

  it('takes back a change that was recorded and not asked for', async () => {
    const withdrawn: unknown[] = [];
    const desk: Partial<JobDesk> = { withdraw: (data) => Promise.resolve(void withdrawn.push(data)) };
    const [chats, { quotas }] = [new RecordingChats(), new PeopleDesk()];
    const panel = new PanelService(new MemoryDocuments<Conversation>(), chats);
    const service = new EffectsService(chats, desk as JobDesk, {} as FilmDesk, panel, quotas);
    const data = { jobId: newJobId(), revision: 1, change: { kind: 'resume' } } as const;
    await service.abandon([{ kind: 'change', data, priceUsd: 2 }], '7');
    expect(withdrawn).toEqual([data]);
  });
});
