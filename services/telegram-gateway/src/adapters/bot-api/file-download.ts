import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { TelegramSettings } from '../../config.js';
import { ChatRefusedError, ChatUnreachableError, FileTooLargeError } from '../../telegram/chat-errors.js';
import type { BotApi } from './bot-api.js';
import { codeOf } from './failure.js';
import type { LimitedCalls } from './limited-calls.js';

const withinMs = 60_000;

/** Fetches files that people sent. */
export class FileDownload {
  constructor(
    private readonly api: BotApi,
    private readonly calls: LimitedCalls,
    private readonly settings: Pick<TelegramSettings, 'token' | 'apiRoot' | 'localServer'>,
  ) {}

  /** @throws FileTooLargeError as soon as more than `maxBytes` came, and what TelegramChats throws */
  async download(fileId: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const file = await this.calls.call({
      ...{ chatId: '', kind: 'quiet', repeatable: true, signal, unless: { 'too-large': undefined } },
      run: () => this.api.call('getFile', (call, abort) => call({ file_id: fileId }, abort), { signal }),
    });
    if (file === undefined) throw new FileTooLargeError('Telegram hands files out up to 20 MB');
    if ((file.file_size ?? 0) > maxBytes) throw tooLarge(maxBytes);
    if (file.file_path === undefined) throw new ChatRefusedError('Telegram does not hand this file out');
    return path.isAbsolute(file.file_path)
      ? this.read(file.file_path, maxBytes)
      : this.fetch(file.file_path, maxBytes, signal);
  }

  /** A Bot API server on this machine gives the place of the file instead of its bytes. */
  private async read(file: string, maxBytes: number): Promise<Uint8Array> {
    if (!this.settings.localServer) {
      throw new ChatRefusedError(
        'the Bot API server gives paths on its own disk: set TELEGRAM_LOCAL_SERVER=true',
      );
    }
    try {
      if ((await stat(file)).size > maxBytes) throw tooLarge(maxBytes);
      return await gather(createReadStream(file), maxBytes);
    } catch (error) {
      if (error instanceof FileTooLargeError) throw error;
      // Without its cause: the path goes through a folder that is called as the token.
      throw new ChatRefusedError(
        `the Bot API server's file cannot be read here (${codeOf(error) || 'unknown'}): with TELEGRAM_LOCAL_SERVER=true its folder must ` +
          'be on this machine under the same path, readable for the gateway',
      );
    }
  }

  private async fetch(remote: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { apiRoot, token } = this.settings;
    const limits = [AbortSignal.timeout(withinMs), ...(signal ? [signal] : [])];
    try {
      const response = await fetch(`${apiRoot}/file/bot${token}/${remote}`, {
        signal: AbortSignal.any(limits),
      });
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        throw new ChatUnreachableError(`the file could not be fetched: ${response.status}`);
      }
      return await gather(response.body, maxBytes);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof FileTooLargeError || error instanceof ChatUnreachableError) throw error;
      // Without its cause, which may hold the URL with the token.
      throw new ChatUnreachableError('the file could not be fetched: the connection was lost');
    }
  }
}

/** Reads a stream into memory, and stops as soon as it is too much. */
async function gather(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of source) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(maxBytes: number): FileTooLargeError {
  return new FileTooLargeError(`the file is larger than ${maxBytes} bytes`);
}
