import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@kinoline/testing';
import type { Sandbox } from '../src/index.js';
import { drawPicture } from './picture.js';

/** An answer of the Bot API. */
export interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after: number };
  readonly result: Record<string, unknown> & { message_id: number };
}

/** An update of the Bot API, as far as the tests look at it. */
export interface UpdateJson {
  readonly update_id: number;
  readonly message?: { readonly text?: string; readonly chat: { readonly id: number } };
  readonly edited_message?: { readonly text?: string };
  readonly callback_query?: { readonly id: string; readonly data: string };
  readonly my_chat_member?: { readonly new_chat_member: { readonly status: string } };
  readonly pre_checkout_query?: { readonly id: string };
}

export const token = `42:${'a'.repeat(35)}`;

/** No limits of messages: most tests send faster than Telegram allows. */
export const unlimited = {
  ...{ messagesPerSecond: 0, chatMessagesPerSecond: 0, groupMessagesPerMinute: 0 },
  webhookChangesPerSecond: 0,
};

/** A bot that speaks to the sandbox by plain HTTP. */
export class PlainBot {
  constructor(private readonly sandbox: () => Sandbox) {}

  async call(method: string, body: object | FormData = {}): Promise<Answer> {
    const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const sent = body instanceof FormData ? { body } : json;
    const url = `${this.sandbox().telegramApiRoot}/bot${token}/${method}`;
    return (await (await fetch(url, { method: 'POST', ...sent })).json()) as Answer;
  }

  async updates(offset?: number, timeout = 5): Promise<UpdateJson[]> {
    return (await this.call('getUpdates', { offset, timeout })).result as unknown as UpdateJson[];
  }

  async download(path: unknown): Promise<Uint8Array> {
    return (await fetch(`${this.sandbox().telegramApiRoot}/file/bot${token}/${String(path)}`)).bytes();
  }
}

/** A body with files. */
export function form(fields: Record<string, string | Blob>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, value, `${name}.bin`);
  }
  return body;
}

/** A keyboard of one button. */
export function button(data: string, text = 'Accept'): object {
  return { inline_keyboard: [[{ text, callback_data: data }]] };
}

/** The bytes of a picture of ffmpeg's own. */
export async function pictureBytes(source = 'testsrc2=size=320x180', name = 'photo.jpg'): Promise<Buffer> {
  const folder = await temporaryFolder('picture');
  try {
    const path = join(folder.path, name);
    await drawPicture(source, path);
    return await readFile(path);
  } finally {
    await folder.remove();
  }
}
