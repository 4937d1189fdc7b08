import { z } from 'zod';
import { chatId, json, parseFields, truth, wholeNumber } from '../fields.js';
import { badRequest } from '../problem.js';
import type { Method } from './call.js';

const invoiceFields = z.object({
  chat_id: chatId,
  title: z.string().min(1).max(32),
  description: z.string().min(1).max(255),
  payload: z.string().min(1).max(128),
  currency: z.string().length(3),
  prices: json(z.array(z.object({ label: z.string(), amount: wholeNumber.positive() })).min(1)),
  provider_token: z.string().optional(),
});

const sendInvoice: Method = async ({ values, world, bot, count }) => {
  const fields = parseFields(invoiceFields, values);
  const chat = world.openChat(fields.chat_id);
  const stars = fields.currency === 'XTR';
  if (!stars && !fields.provider_token) throw badRequest('PAYMENT_PROVIDER_INVALID');
  if (stars && fields.prices.length !== 1) throw badRequest('INVOICE_PRICES_INVALID');
  await count(chat, 1);
  const total_amount = fields.prices.reduce((sum, { amount }) => sum + amount, 0);
  const invoice = {
    title: fields.title,
    description: fields.description,
    currency: fields.currency,
    total_amount,
  };
  const button = { text: `Pay ${total_amount} ${fields.currency}`, pay: true };
  const message = world.say(bot, chat, { invoice, reply_markup: { inline_keyboard: [[button]] } });
  world.payloads.set(`${chat.id}:${message.message_id}`, fields.payload);
  return message;
};

const answerPreCheckoutQuery: Method = ({ values, world }) => {
  const fields = z.object({
    pre_checkout_query_id: z.string(),
    ok: truth,
    error_message: z.string().optional(),
  });
  const { pre_checkout_query_id: id, ok } = parseFields(fields, values);
  const decide = world.preCheckouts.get(id);
  if (!decide) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.preCheckouts.delete(id);
  decide(ok);
  return true;
};

/** Methods about payments. */
export const paymentMethods: Readonly<Record<string, Method>> = { sendInvoice, answerPreCheckoutQuery };
