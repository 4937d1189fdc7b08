import { describe, expect, it } from '@jest/globals';
import type { GatewaySettings } from '../config.js';
import { BotService } from './bot.service.js';

const telegram = {} as NonNullable<GatewaySettings['telegram']>;

describe('an update that comes before Telegram told who the bot is', () => {
  it('waits until it does', async () => {
    const bot = new BotService({ telegram });
    const met = bot.met(60_000, new AbortController().signal);
    bot.learn({ id: 42, username: 'kino_bot' });
    await met;
    expect(bot.identity().id).toBe(42);
  });

  it('is tried again later when it does not', async () => {
    const bot = new BotService({ telegram });
    await bot.met(10, new AbortController().signal);
    expect(() => bot.identity()).toThrow(expect.objectContaining({ name: 'RetryableError' }));
  });

  it('is handed back when the service stops', async () => {
    const stop = new AbortController();
    const met = new BotService({ telegram }).met(60_000, stop.signal);
    stop.abort(new Error('the service stops'));
    await expect(met).rejects.toThrow('the service stops');
  });

  it('waits for nothing where there is no bot', async () => {
    const bot = new BotService({ telegram: undefined });
    await bot.met(60_000, new AbortController().signal);
    expect(() => bot.identity()).toThrow('set BOT_TOKEN');
  });
});
