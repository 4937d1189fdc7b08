import { beforeEach, describe, expect, it } from '@jest/globals';
import { RetryableError } from '@kinoline/messaging';
import { waitFor } from '@kinoline/testing';
import { Logger } from '@nestjs/common';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { DutyKeeper } from '../duties/duty-keeper.js';
import { ChatBusyError } from '../telegram/chat-errors.js';
import { PollingService } from './polling.service.js';
import type { ReceiveService } from './receive.service.js';
import type { RawUpdate, TelegramUpdates, WebhookState } from './telegram-updates.js';
import { TokenRefusedError, UpdatesElsewhereError } from './update-errors.js';

/** Telegram with some updates that wait; `troubles` are thrown by the next calls for updates. */
class Waiting implements TelegramUpdates {
  readonly calls: string[] = [];
  readonly troubles: Error[] = [];
  state: WebhookState = { url: '', waiting: 0, lastError: undefined };

  constructor(private updates: readonly RawUpdate[]) {}

  fetch(offset: number | undefined, signal: AbortSignal): Promise<readonly RawUpdate[]> {
    this.calls.push(`fetch ${offset ?? 'all'}`);
    const trouble = this.troubles.shift();
    if (trouble) return Promise.reject(trouble);
    this.updates = this.updates.filter(({ update_id }) => Number(update_id) >= (offset ?? 0));
    if (this.updates.length > 0) return Promise.resolve(this.updates.slice(0, 2));
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  }

  setWebhook(): Promise<void> {
    this.calls.push('set');
    return Promise.resolve();
  }

  deleteWebhook(): Promise<void> {
    this.calls.push('delete');
    return Promise.resolve();
  }

  webhook(): Promise<WebhookState> {
    return Promise.resolve(this.state);
  }
}

describe('polling', () => {
  const logged: string[] = [];
  const said: unknown[] = [];
  let refusals = 0;
  let stop: AbortController;
  beforeEach(() => {
    const log = (line: string): number => logged.push(line);
    Logger.overrideLogger({ log, warn: log, error: log, debug: log });
    stop = new AbortController();
    logged.length = 0;
    said.length = 0;
    refusals = 0;
  });

  const start = (telegram: Waiting): Promise<void> => {
    const receiving: Pick<ReceiveService, 'receive'> = {
      receive: ({ update_id }) => {
        if (refusals > 0) {
          refusals -= 1;
          return Promise.reject(new RetryableError('NATS is away', { delayMs: 1 }));
        }
        said.push(update_id);
        return Promise.resolve();
      },
    };
    const duties = new DutyKeeper(new MemoryDocuments());
    return new PollingService(telegram, duties, receiving as ReceiveService).run(stop.signal);
  };
  const updates = [1, 2, 3].map((update_id): RawUpdate => ({ update_id, message: {} }));

  it('takes a webhook away first, and confirms what was said', async () => {
    const telegram = new Waiting(updates);
    const running = start(telegram);
    await waitFor(() => telegram.calls.includes('fetch 4'), { what: 'all to be confirmed' });
    expect(telegram.calls).toEqual(['delete', 'fetch all', 'fetch 3', 'fetch 4']);
    expect(said).toEqual([1, 2, 3]);
    stop.abort();
    await running;
  });

  it('confirms nothing that could not be said', async () => {
    const telegram = new Waiting(updates);
    refusals = 2;
    const running = start(telegram);
    await waitFor(() => said.length === 3, { what: 'all to be said' });
    expect(telegram.calls.slice(0, 4)).toEqual(['delete', 'fetch all', 'fetch all', 'fetch all']);
    expect(said).toEqual([1, 2, 3]);
    stop.abort();
    await running;
  });

  it('goes on after trouble, when Telegram lets it', async () => {
    const telegram = new Waiting(updates);
    telegram.troubles.push(new ChatBusyError('429', 1));
    const running = start(telegram);
    await waitFor(() => said.length === 3, { what: 'all to be said' });
    stop.abort();
    await running;
  });

  it.each([
    ['', 'another program fetches them'],
    // Such an address often holds a secret.
    ['https://elsewhere.example/bot123:secret?key=secret', 'a webhook at https://elsewhere.example was set'],
  ])('names who has the updates (webhook %j)', async (url, cause) => {
    const telegram = new Waiting(updates);
    telegram.state = { ...telegram.state, url };
    telegram.troubles.push(new UpdatesElsewhereError('409 Conflict'));
    const running = start(telegram);
    await waitFor(() => logged.some((line) => line.includes(cause)), { what: 'the cause in the log' });
    expect(logged.join()).not.toContain('secret');
    stop.abort();
    await running;
  });

  it('ends when the token is not accepted any more', async () => {
    const telegram = new Waiting(updates);
    telegram.troubles.push(new TokenRefusedError());
    await expect(start(telegram)).rejects.toThrow(
      /BOT_TOKEN is not accepted by Telegram: get one from @BotFather/,
    );
  });
});
