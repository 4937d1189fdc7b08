import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  type AnyMessage,
  type Envelope,
  JobCancelled,
  JobDelivered,
  JobRequested,
  seal,
} from '@kinoline/contracts';
import { type MessageHistory, type MessagePublisher, PermanentError } from '@kinoline/messaging';
import { Logger } from '@nestjs/common';
import type { z } from 'zod';
import { filmStitched, jobRequested, newJobId } from '../../test/films.js';
import { AbsentChat } from '../adapters/absent-chat.js';
import { DeliverService } from './deliver.service.js';
import type { Chat } from './chat.js';

/** What was said before, and what is said now. */
class World {
  readonly jobId = newJobId();
  readonly before = new Map<string, Envelope>();
  readonly said: unknown[] = [];

  knows<Message extends AnyMessage>(message: Message, data: z.input<Message['data']>): void {
    this.before.set(message.name, seal(message, data, { source: 'test' }));
  }

  service(chat: Chat): DeliverService {
    const history: Pick<MessageHistory, 'first'> = {
      first: <Message extends AnyMessage>(message: Message) =>
        Promise.resolve(this.before.get(message.name) as Envelope<Message> | undefined),
    };
    const publisher: MessagePublisher = {
      say: (message, data) => {
        this.said.push([message.name, data]);
        return Promise.resolve('said');
      },
    };
    return new DeliverService(history as MessageHistory, publisher, chat);
  }
}

describe('delivering a film', () => {
  const { signal } = new AbortController();
  let world: World;
  beforeEach(() => {
    Logger.overrideLogger(false);
    world = new World();
  });

  it('leaves it in the store for the command line', async () => {
    const film = filmStitched(world.jobId);
    world.knows(JobRequested, jobRequested(world.jobId, 'cli'));
    await world.service(new AbsentChat()).deliver(film, { signal });
    expect(world.said).toEqual([
      ['JobDelivered', { jobId: world.jobId, cut: 1, film: film.film, by: 'store' }],
    ]);
  });

  it('brings it to the chat it was asked for in', async () => {
    const film = filmStitched(world.jobId);
    const job = jobRequested(world.jobId, 'telegram');
    world.knows(JobRequested, job);
    const bring = jest.fn<Chat['bring']>().mockResolvedValue('video');
    await world.service({ bring }).deliver(film, { signal });
    expect(bring).toHaveBeenCalledWith(film, job.requester, { signal });
    expect(world.said).toEqual([
      ['JobDelivered', { jobId: world.jobId, cut: 1, film: film.film, by: 'video' }],
    ]);
  });

  it('says nothing while there is no bot, and names what to set', async () => {
    world.knows(JobRequested, jobRequested(world.jobId, 'telegram'));
    const delivering = world.service(new AbsentChat()).deliver(filmStitched(world.jobId), { signal });
    await expect(delivering).rejects.toThrow(PermanentError);
    await expect(delivering).rejects.toThrow(/set BOT_TOKEN, then replay this dead letter: npm run letters/);
    expect(world.said).toEqual([]);
  });

  it('does nothing twice', async () => {
    const film = filmStitched(world.jobId);
    world.knows(JobDelivered, { jobId: world.jobId, cut: 1, film: film.film, by: 'video' });
    await world.service(new AbsentChat()).deliver(film, { signal });
    expect(world.said).toEqual([]);
  });

  it('brings nothing to anybody who called the job off', async () => {
    world.knows(JobRequested, jobRequested(world.jobId, 'telegram'));
    world.knows(JobCancelled, { jobId: world.jobId, by: 'person' });
    const bring = jest.fn<Chat['bring']>().mockResolvedValue('video');
    await world.service({ bring }).deliver(filmStitched(world.jobId), { signal });
    expect(bring).not.toHaveBeenCalled();
    expect(world.said).toEqual([]);
  });

  it('gives up when nobody is known to have asked', async () => {
    const delivering = world.service(new AbsentChat()).deliver(filmStitched(world.jobId), { signal });
    await expect(delivering).rejects.toThrow(/JobRequested is gone/);
  });
});
