import { describe, expect, it } from '@jest/globals';
import { seal, UpdateReceived } from '@kinoline/contracts';
import { type MessageContext, ShuttingDownError } from '@kinoline/messaging';
import type { JobDesk } from '../jobs/job-desk.js';
import type { TalkService } from '../talk/talk.service.js';
import { BotService } from './bot.service.js';
import type { EarlierUpdates } from './earlier-updates.service.js';
import { UpdateController } from './update.controller.js';

const update = {
  update_id: 5,
  message: {
    ...{ message_id: 9, date: 1_700_000_000, text: 'A fox', chat: { id: 7, type: 'private' } },
    from: { id: 7, is_bot: false, first_name: 'Ada' },
  },
};

/** How often an update is given up that fails in this way, at the last of its tries. */
async function givenUp(stop: AbortController, failure: Error): Promise<number> {
  let times = 0;
  const talk: Pick<TalkService, 'hear' | 'giveUp'> = {
    hear: () => Promise.reject(failure),
    giveUp: () => Promise.resolve(void (times += 1)),
  };
  const bot = new BotService({ telegram: undefined });
  bot.learn({ id: 42, username: 'kino_bot' });
  const context: MessageContext = {
    ...{ signal: stop.signal, delivery: 23, lastDelivery: true, sequence: 1 },
    ...{ subject: 'telegram.update.received.5', aside: (waiting) => waiting },
  };
  const envelope = seal(
    UpdateReceived,
    { talk: '7-0-7', updateId: 5, update },
    { source: 'telegram-gateway' },
  );
  const jobs: Partial<JobDesk> = {};
  const earlier: Pick<EarlierUpdates, 'over'> = { over: () => Promise.resolve() };
  const controller = new UpdateController(
    bot,
    earlier as EarlierUpdates,
    talk as TalkService,
    jobs as JobDesk,
  );
  await expect(controller.onUpdateReceived(envelope, context)).rejects.toThrow(failure);
  return times;
}

describe('an update at the last of its tries', () => {
  it('is given up when it fails', async () => {
    expect(await givenUp(new AbortController(), new Error('broken'))).toBe(1);
  });

  it('is not when it is only handed back', async () => {
    const stop = new AbortController();
    stop.abort(new ShuttingDownError('the service shuts down'));
    expect(await givenUp(stop, new ShuttingDownError('the service shuts down'))).toBe(0);
  });
});
