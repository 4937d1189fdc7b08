import { describe, expect, it } from '@jest/globals';
import type { Environment } from '../command/environment.js';
import { planLine } from '../line/plan.js';
import { lineText } from './line-text.js';

const told = (env: Environment, services: ReadonlyMap<string, unknown> = new Map()): string =>
  lineText(
    {
      nats: { description: 'nats', settings: { servers: [] } },
      storeServer: { description: 'store', settings: { bucket: 'kinoline' } },
      services,
      logs: { folder: '/logs' },
      plan: planLine(env),
    } as unknown as Parameters<typeof lineText>[0],
    env,
  );

describe('what is told while the line is up', () => {
  it('names the tokens that are missing and where they come from, no others', () => {
    expect(told({})).toMatch(/REPLICATE_API_TOKEN .*\n.*OPENAI_API_KEY .*\n.*BOT_TOKEN +write to @BotFather/);
    const given = { REPLICATE_API_TOKEN: 'r8_x', OPENAI_API_KEY: 'sk-x', BOT_TOKEN: '1:x' };
    expect(told(given)).not.toContain('tokens');
  });

  it('says that Telegram is away, and that it is asked again', () => {
    const gateway = { name: 'telegram-gateway', process: { url: 'http://g', waitsFor: ['telegram'] } };
    const services = new Map([['telegram-gateway', gateway]]);
    expect(told({ BOT_TOKEN: '1:x', BOT_ACCESS: 'open' }, services)).toMatch(
      /^chat +Telegram cannot be reached yet: the gateway asks again/m,
    );
  });

  it('says when nobody may use the bot yet, and what to do', () => {
    expect(told({ BOT_TOKEN: '1:x' })).toContain('nobody may use it yet');
    expect(told({ BOT_TOKEN: '1:x', BOT_OWNER_IDS: '7' })).toContain('the bot is up: write to it');
    expect(told({ BOT_TOKEN: '1:x', BOT_ACCESS: 'open' })).toContain('the bot is up: write to it');
    expect(told({})).toContain('BOT_TOKEN is not set');
  });
});
