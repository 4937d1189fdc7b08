import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@kinoline/testing';
import { ChatRefusedError } from '../../telegram/chat-errors.js';
import { chatLimits } from '../pace/chat-windows.js';
import { Turnstile } from '../pace/turnstile.js';
import type { BotApi } from './bot-api.js';
import { FileDownload } from './file-download.js';
import { LimitedCalls } from './limited-calls.js';

const token = `4242424242:${'s'.repeat(35)}`;

/** Downloads from a Bot API server on this machine that says its file lies there. */
function downloadOf(file_path: string): FileDownload {
  const api = { call: () => Promise.resolve({ file_id: 'f', file_path, file_size: 5 }) };
  const calls = new LimitedCalls(new Turnstile(chatLimits(25)));
  const settings = { token, apiRoot: 'http://127.0.0.1:8081', localServer: true };
  return new FileDownload(api as unknown as BotApi, calls, settings);
}

describe('a file of a Bot API server on this machine', () => {
  it.each(['missing', 'a folder'])(
    'that is %s is refused with what to check, and without the token',
    async (what) => {
      await using folder = await temporaryFolder('local-bot-api');
      const place = path.join(folder.path, token, 'photos');
      await mkdir(place, { recursive: true });
      const file = what === 'missing' ? path.join(place, 'file_0.jpg') : place;
      const error: unknown = await downloadOf(file)
        .download('f', 100_000)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ChatRefusedError);
      expect(String(error)).toMatch(/cannot be read here \((ENOENT|EISDIR)\): .*TELEGRAM_LOCAL_SERVER/);
      expect(JSON.stringify([String(error), (error as Error).stack, (error as Error).cause])).not.toContain(
        token,
      );
    },
  );
});
