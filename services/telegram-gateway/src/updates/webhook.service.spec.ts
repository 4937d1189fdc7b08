import { beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kinoline/testing';
import { Logger } from '@nestjs/common';
import type { GatewaySettings } from '../config.js';
import { ChatRefusedError, ChatUnreachableError } from '../telegram/chat-errors.js';
import type { TelegramUpdates } from './telegram-updates.js';
import { WebhookRefusedError } from './update-errors.js';
import { WebhookService } from './webhook.service.js';

describe('the webhook at the start', () => {
  const url = 'https://bot.example/updates';
  const telegram = { webhook: { url, secret: 'only-telegram' } } as GatewaySettings['telegram'];
  /** How Telegram fails to set it, one call after the other. */
  let failures: Error[];
  let calls: number;
  const updates: Pick<TelegramUpdates, 'setWebhook' | 'webhook'> = {
    setWebhook: async () => {
      calls += 1;
      const failure = failures.shift();
      await (failure ? Promise.reject(failure) : Promise.resolve());
    },
    webhook: () => Promise.resolve({ url, waiting: 0, lastError: undefined }),
  };
  const service = (): WebhookService => new WebhookService(updates as TelegramUpdates, { telegram });
  beforeEach(() => {
    Logger.overrideLogger(false);
    [failures, calls] = [[], 0];
  });

  it('is asked for once where Telegram cannot be reached, so that the service starts, and then until it is set', async () => {
    const unreachable = new ChatUnreachableError('ECONNREFUSED');
    failures = [unreachable, unreachable];
    const stop = new AbortController();
    const webhook = service();
    await expect(webhook.begin(stop.signal)).rejects.toBe(unreachable);
    expect(calls).toBe(1);
    const running = webhook.run(stop.signal);
    await waitFor(() => calls === 3, { what: 'the webhook' });
    stop.abort();
    await expect(running).rejects.toThrow('aborted');
  });

  it('is refused where Telegram does not take its address', async () => {
    failures = [new ChatRefusedError('bad webhook')];
    await expect(service().begin(new AbortController().signal)).rejects.toThrow(WebhookRefusedError);
    expect(calls).toBe(1);
  });
});
