import { randomInt } from 'node:crypto';
import type { TelegramWorld } from '../world.js';
import { enter } from './enter.js';
import type { ChatFacts } from './enter.js';
import { put } from './writing.js';

/** A bot that takes longer to agree loses the payment. */
const agreementMs = 10_000;

/** Pays an invoice: asks the bot first, as Telegram does; false when the bot refuses or does not answer in 10 s. */
export async function pay(world: TelegramWorld, facts: ChatFacts, messageId: number): Promise<boolean> {
  const presence = enter(world, facts);
  const invoice = world.find(facts.id, messageId)?.message.invoice;
  const payload = world.payloads.get(`${facts.id}:${messageId}`);
  if (!invoice || payload === undefined) throw new RangeError(`no invoice ${messageId} in chat ${facts.id}`);
  const { currency, total_amount } = invoice;
  const id = String(randomInt(10 ** 14));
  const agreed = new Promise<boolean>((decide) => {
    world.preCheckouts.set(id, decide);
    setTimeout(() => decide(false), agreementMs).unref();
  });
  const bill = { currency, total_amount, invoice_payload: payload };
  world.updates.push('pre_checkout_query', { id, from: presence.user, ...bill }, facts.id);
  if (!(await agreed)) return false;
  const charge = { telegram_payment_charge_id: `charge_${id}`, provider_payment_charge_id: '' };
  put(world, presence, { successful_payment: { ...bill, ...charge } });
  return true;
}
