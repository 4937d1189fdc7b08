import { z } from 'zod';
import { json, parseFields, truth, wholeNumber } from '../fields.js';
import { badRequest, tooMany } from '../problem.js';
import type { TelegramWorld } from '../world.js';
import type { Method, Methods } from './call.js';

const allowed = json(z.array(z.string())).optional();
const pollFields = z.object({
  offset: wholeNumber.optional(),
  limit: wholeNumber.default(100),
  timeout: wholeNumber.default(0),
  allowed_updates: allowed,
});

const longestPollSeconds = 50;

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}

const getUpdates: Method = ({ values, world, gone }) => {
  const { offset, limit, timeout, allowed_updates: kinds } = parseFields(pollFields, values);
  if (kinds && !world.updates.webhook) world.updates.allowed = kinds;
  const seconds = clamp(timeout, 0, longestPollSeconds);
  return world.updates.poll(offset, clamp(limit, 1, 100), seconds * 1_000, gone);
};

const dropFields = { drop_pending_updates: truth.default(false) };
const webhookFields = z.object({
  ...dropFields,
  url: z.string().default(''),
  secret_token: z.string().default(''),
  max_connections: wholeNumber.default(40),
  allowed_updates: allowed,
});

/** Telegram lets a webhook be set once a second. */
function assertRate({ settings, nextWebhookChange }: TelegramWorld): void {
  const perSecond = settings.limits.webhookChangesPerSecond;
  if (perSecond === 0) return;
  if (Date.now() < nextWebhookChange.at) throw tooMany(1);
  nextWebhookChange.at = Date.now() + 1_000 / perSecond;
}

const setWebhook: Method = ({ values, world }) => {
  const fields = parseFields(webhookFields, values);
  const { url, secret_token: secret } = fields;
  if (url !== '') assertRate(world);
  if (url !== '' && !URL.canParse(url)) throw badRequest('invalid webhook URL specified');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  if (fields.drop_pending_updates) world.updates.drop();
  if (fields.allowed_updates) world.updates.allowed = fields.allowed_updates;
  const maxConnections = clamp(fields.max_connections, 1, 100);
  const secretToken = secret === '' ? undefined : secret;
  world.updates.setWebhook(url === '' ? undefined : { url, secretToken, maxConnections });
  return true;
};

const deleteWebhook: Method = ({ values, world: { updates } }) => {
  if (parseFields(z.object(dropFields), values).drop_pending_updates) updates.drop();
  updates.setWebhook(undefined);
  return true;
};

const getWebhookInfo: Method = ({ world: { updates } }) => ({
  url: updates.webhook?.url ?? '',
  has_custom_certificate: false,
  pending_update_count: updates.count,
  ...(updates.webhook && { max_connections: updates.webhook.maxConnections }),
  ...(updates.allowed.length > 0 && { allowed_updates: updates.allowed }),
  ...(updates.lastError && {
    last_error_date: Math.floor(updates.lastError.at / 1_000),
    last_error_message: updates.lastError.text,
  }),
});

/** Methods about how the bot gets its updates. */
export const updateMethods: Methods<'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'getWebhookInfo'> = {
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
};
