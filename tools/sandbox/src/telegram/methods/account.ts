import { z } from 'zod';
import { chatId, json, parseFields, truth, wholeNumber } from '../fields.js';
import { badRequest } from '../problem.js';
import { webLimit } from '../files.js';
import type { Method } from './call.js';

const pollFields = z.object({
  offset: wholeNumber.optional(),
  limit: wholeNumber.min(1).max(100).default(100),
  timeout: wholeNumber.min(0).default(0),
  allowed_updates: json(z.array(z.string())).optional(),
});

const getUpdates: Method = ({ values, world }) => {
  const { offset, limit, timeout, allowed_updates: allowed } = parseFields(pollFields, values);
  if (allowed) world.updates.allowed = allowed;
  return world.updates.poll(offset, limit, Math.min(timeout, 50) * 1_000);
};

const webhookFields = z.object({
  url: z.string(),
  secret_token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/)
    .optional(),
  allowed_updates: json(z.array(z.string())).optional(),
  drop_pending_updates: truth.default(false),
});

const setWebhook: Method = ({ values, world: { updates } }) => {
  const fields = parseFields(webhookFields, values);
  if (fields.url !== '' && !URL.canParse(fields.url)) throw badRequest('bad webhook: invalid URL');
  if (fields.drop_pending_updates) updates.clear();
  updates.webhook = fields.url === '' ? undefined : { url: fields.url, secretToken: fields.secret_token };
  if (fields.allowed_updates) updates.allowed = fields.allowed_updates;
  void updates.send();
  return true;
};

const deleteWebhook: Method = ({ values, world: { updates } }) => {
  if (parseFields(z.object({ drop_pending_updates: truth.default(false) }), values).drop_pending_updates) {
    updates.clear();
  }
  updates.webhook = undefined;
  return true;
};

const getWebhookInfo: Method = ({ world: { updates } }) => ({
  url: updates.webhook?.url ?? '',
  has_custom_certificate: false,
  pending_update_count: updates.count,
  ...(updates.allowed.length > 0 ? { allowed_updates: updates.allowed } : {}),
  ...(updates.lastError
    ? {
        last_error_date: Math.floor(updates.lastError.at / 1_000),
        last_error_message: updates.lastError.text,
      }
    : {}),
});

const getFile: Method = ({ values, world }) => {
  const file = world.files.find(parseFields(z.object({ file_id: z.string() }), values).file_id);
  if (!file) throw badRequest('invalid file_id');
  if (file.media.file_size > webLimit) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size } = file.media;
  return { file_id, file_unique_id, file_size, file_path: file.remotePath };
};

const commandSchema = z.object({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/),
  description: z.string().min(1).max(256),
});

const setMyCommands: Method = ({ values, world }) => {
  const fields = z.object({ commands: json(z.array(commandSchema).max(100)) });
  world.commands = parseFields(fields, values).commands;
  return true;
};

/** Methods about the bot itself, its updates and its files. */
export const accountMethods: Readonly<Record<string, Method>> = {
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  getFile,
  setMyCommands,
  getMe: ({ bot }) => ({
    ...bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getMyCommands: ({ world }) => world.commands,
  getChat: ({ values, world }) => world.openChat(parseFields(z.object({ chat_id: chatId }), values).chat_id),
  setMyDescription: () => true,
  setMyShortDescription: () => true,
  setChatMenuButton: () => true,
};
