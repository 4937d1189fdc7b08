import { createHash, randomInt } from 'node:crypto';
import type { ScreenButton, Tap } from '../screens.js';
import type { TelegramWorld } from '../world.js';
import { enter } from './enter.js';
import type { ChatFacts } from './enter.js';

/** Which button: of a message, by label or data, as it stands or as it stood in an earlier version. */
export interface ButtonPlace {
  readonly messageId: number;
  readonly button: string;
  readonly version?: number | undefined;
}

function findButton(
  world: TelegramWorld,
  chatId: number,
  place: ButtonPlace,
): { version: number; button: ScreenButton } {
  const states = world.screens.after(chatId, 0).filter(({ messageId }) => messageId === place.messageId);
  const state =
    place.version === undefined ? states.at(-1) : states.find(({ version }) => version === place.version);
  const buttons = state?.buttons.flat() ?? [];
  const button =
    buttons.find(({ data }) => data === place.button) ?? buttons.find(({ label }) => label === place.button);
  if (!state || !button) {
    throw new RangeError(`no button '${place.button}' under message ${place.messageId} in chat ${chatId}`);
  }
  return { version: state.version, button };
}

function chatInstance(chatId: number): string {
  return String(createHash('sha256').update(String(chatId)).digest().readBigInt64BE(0));
}

/** Presses a button; the bot gets a callback query with the message as it stands now. */
export function press(world: TelegramWorld, facts: ChatFacts, place: ButtonPlace): Tap {
  const { chat, user } = enter(world, facts);
  const { version, button } = findButton(world, chat.id, place);
  const { label, data, url } = button;
  if (data === undefined)
    throw new RangeError(`button '${label}' asks the bot nothing: it leads to ${url ?? 'a payment'}`);
  const kept = world.find(chat.id, place.messageId);
  if (!kept) throw new RangeError(`message ${place.messageId} in chat ${chat.id} is deleted`);
  const id = `${randomInt(10 ** 9, 10 ** 10)}${randomInt(10 ** 8, 10 ** 9)}`;
  const { messageId } = place;
  const tap = world.screens.tapped({ id, chatId: chat.id, messageId, version, label, data, by: user.id });
  const query = { id, from: user, message: kept.message, chat_instance: chatInstance(chat.id), data };
  world.updates.push('callback_query', query, chat.id);
  return tap;
}
