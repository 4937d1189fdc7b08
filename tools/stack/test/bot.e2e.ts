import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '@kinoline/sandbox';
import { freePort, temporaryFolder, type TemporaryFolder, untilReady } from '@kinoline/testing';
import { runBuilt, type RunningCommand, startCommand } from './run-command.js';

const token = `4242424242:${'T'.repeat(35)}`;

let folder: TemporaryFolder;
let sandbox: Sandbox;
beforeAll(async () => {
  [folder, sandbox] = [await temporaryFolder('bot-e2e'), await startSandbox()];
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});

/** The settings of somebody who has a bot. */
const withBot = (apiRoot = sandbox.telegramApiRoot): Record<string, string> => ({
  ...{ LINE_DIR: folder.path, BOT_TOKEN: token, BOT_ACCESS: 'open', TELEGRAM_API_ROOT: apiRoot },
});

const webhook = {
  TELEGRAM_WEBHOOK_URL: 'https://bot.example/updates',
  TELEGRAM_WEBHOOK_SECRET: 'only-telegram-knows',
};

/** Runs `npm start` until the line is up. */
async function startedLine(env: Record<string, string>): Promise<RunningCommand> {
  const started = await startCommand('start', [], env);
  const { child } = started;
  const isUp = (): boolean => child.log.all().some((line) => line.startsWith('The line is up'));
  await untilReady(child, () => Promise.resolve(isUp()), 120_000);
  return started;
}

describe('npm run film, with a bot in the settings', () => {
  it('leaves the bot to the line that serves it', async () => {
    await fetch(`${sandbox.telegramApiRoot}/bot${token}/setWebhook?url=http://127.0.0.1:9/elsewhere`);
    const before = (await sandbox.telegram.calls()).length;
    const words = ['A ship', '--scenes', '1', '--seconds', '4', '--out', `${folder.path}/ship.mp4`];
    const made = await runBuilt('film', words, withBot());
    expect(made.exitCode).toBe(0);
    expect((await sandbox.telegram.calls()).slice(before)).toEqual([]);
  }, 240_000);
});

describe('npm start, with a bot', () => {
  it('has the gateway listen for the webhook where it is told, and says when that port is taken', async () => {
    const port = String(await freePort());
    const env = { ...withBot(), HTTP_PORT: port, HTTP_HOST: '0.0.0.0', ...webhook };
    const { child, result } = await startedLine(env);
    const answer = await fetch(`http://127.0.0.1:${port}/updates`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    const second = await runBuilt('start', [], { ...env, LINE_DIR: `${folder.path}/second` });
    expect([second.exitCode, second.lines]).toEqual([
      1,
      [expect.stringMatching(new RegExp(`^HTTP_PORT: port ${port} is taken`))],
    ]);
    child.signal('SIGINT');
    expect((await result).exitCode).toBe(0);
  }, 180_000);

  it('ends with one line when Telegram does not take the address of the webhook', async () => {
    const match = { provider: 'telegram', operation: 'setWebhook' } as const;
    sandbox.behave({ match, action: { kind: 'respond', status: 400 } });
    const { exitCode, lines } = await runBuilt('start', [], { ...withBot(), ...webhook });
    sandbox.reset();
    expect([exitCode, lines]).toEqual([
      1,
      [
        expect.stringMatching(
          /^telegram-gateway did not start: .*TELEGRAM_WEBHOOK_URL is not taken by Telegram/,
        ),
      ],
    ]);
  }, 180_000);

  it('comes up while Telegram cannot be reached, and says so in words', async () => {
    const { child, result } = await startedLine(withBot(`http://127.0.0.1:${await freePort()}`));
    expect(child.log.all()).toContainEqual(
      expect.stringMatching(/^chat +Telegram cannot be reached yet: the gateway asks again/),
    );
    child.signal('SIGINT');
    const { exitCode, lines } = await result;
    expect([exitCode, lines.filter((line) => line.startsWith('{'))]).toEqual([0, []]);
  }, 180_000);
});
