import { z } from 'zod';
import { json, parseFields, truth, wholeNumber } from '../fields.js';
import { badRequest } from '../problem.js';
import type { Method, Methods } from './call.js';
import { readPlace } from './place.js';

const invoiceFields = z.object({
  title: z.string().min(1).max(32),
  description: z.string().min(1).max(255),
  payload: z.string().min(1).max(128),
  currency: z.string().length(3),
  prices: json(z.array(z.object({ label: z.string(), amount: wholeNumber.positive() })).min(1)),
  provider_token: z.string().optional(),
});

const sendInvoice: Method = (call) => {
  const fields = parseFields(invoiceFields, call.values);
  const { title, description, currency, prices } = fields;
  const stars = currency === 'XTR';
  if (!stars && !fields.provider_token) throw badRequest('PAYMENT_PROVIDER_INVALID');
  if (stars && prices.length !== 1) throw badRequest('INVOICE_PRICES_INVALID');
  const { chat, envelope } = readPlace(call);
  call.world.count(chat, 1);
  const total_amount = prices.reduce((sum, { amount }) => sum + amount, 0);
  const invoice = { title, description, currency, total_amount };
  const button = { text: `Pay ${total_amount} ${currency}`, pay: true };
  const reply_markup = { inline_keyboard: [[button]] };
  const message = call.world.say(call.bot, chat, { invoice, reply_markup, ...envelope });
  call.world.payloads.set(`${chat.id}:${message.message_id}`, fields.payload);
  return message;
};

const answerFields = z.object({
  pre_checkout_query_id: z.string(),
  ok: truth,
  error_message: z.string().optional(),
});

const answerPreCheckoutQuery: Method = ({ values, world }) => {
  const { pre_checkout_query_id: id, ok } = parseFields(answerFields, values);
  const decide = world.preCheckouts.get(id);
  if (!decide) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.preCheckouts.delete(id);
  decide(ok);
  return true;
};

/** Methods about payments. */
export const paymentMethods: Methods<'sendInvoice' | 'answerPreCheckoutQuery'> = {
  sendInvoice,
  answerPreCheckoutQuery,
};
