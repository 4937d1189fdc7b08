import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@kinoline/testing';
import { sandboxControl } from '../src/index.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let stop: () => Promise<void> = () => Promise.resolve();
afterEach(() => stop());

async function start(...args: string[]): Promise<Record<string, string>> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line) as Record<string, string>;
  }
  throw new Error('the sandbox said nothing');
}

describe('the command', () => {
  it('prints where it listens, is controlled over HTTP and keeps its ledger', async () => {
    const folder = await temporaryFolder('sandbox-main');
    const urls = await start('--data-dir', folder.path);
    const control = sandboxControl(urls['url'] ?? '');
    await control.behave({ action: { kind: 'null-output' }, times: 1 });
    const body = JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hello' }] });
    const headers = { authorization: 'Bearer sk-x', 'content-type': 'application/json' };
    const answer = await fetch(`${urls['openaiBaseUrl'] ?? ''}/chat/completions`, {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.status).toBe(200);
    expect(await control.ledger()).toHaveLength(1);
    await control.clearBehaviours();
    await stop();
    const again = await start('--data-dir', folder.path);
    expect(await sandboxControl(again['url'] ?? '').ledger()).toHaveLength(1);
    await stop();
    await folder.remove();
  });

  it('lets a person talk to the bot from another process', async () => {
    const urls = await start();
    const { telegram } = sandboxControl(urls['url'] ?? '');
    const call = async (method: string, body: object): Promise<void> => {
      const url = `${urls['telegramApiRoot'] ?? ''}/bot42:${'a'.repeat(30)}/${method}`;
      const headers = { 'content-type': 'application/json' };
      await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    };
    const person = telegram.person({ id: 7, language: 'ru' });
    expect(await person.say('привет')).toMatchObject({
      messageId: 1,
      message: { from: { language_code: 'ru' } },
    });
    const reply_markup = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
    const waiting = person.waitFor('Hello');
    await call('sendMessage', { chat_id: 7, text: 'Hello', reply_markup });
    expect((await waiting).buttons).toEqual([[{ label: 'Go', data: 'go' }]]);
    const tapped = await person.tap('Go');
    const answer = tapped.answered();
    await call('answerCallbackQuery', { callback_query_id: tapped.id });
    expect(await answer).toMatchObject({ text: '', alert: false });
    const { sequence } = await telegram.waitForCall(({ method }) => method === 'answerCallbackQuery');
    expect(sequence).toBe(2);
    await expect(person.tap('Stop', { timeoutMs: 50 })).rejects.toThrow('no button Stop in chat 7');
  });

  it('refuses a malformed rule with a reason', async () => {
    const urls = await start();
    const wrong = JSON.stringify({ action: { kind: 'explode' } });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${urls['url'] ?? ''}/_sandbox/behaviours`, {
      method: 'POST',
      headers,
      body: wrong,
    });
    expect(answer.status).toBe(400);
  });
});
