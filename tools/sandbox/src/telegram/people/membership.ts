import { now } from '../model.js';
import type { Unsent } from '../model.js';
import type { Standing, TelegramWorld } from '../world.js';
import { enter } from './enter.js';
import type { ChatFacts } from './enter.js';

/** In groups a service message tells everyone. */
function notice(world: TelegramWorld, standing: Standing): Unsent {
  return standing === 'member' ? { new_chat_members: [world.bot] } : { left_chat_member: world.bot };
}

/**
 * Blocks the bot or lets it write again; throws it out of a group or brings it back. The bot is told, and from a group
 * it left it hears nothing more.
 */
export function setStanding(world: TelegramWorld, facts: ChatFacts, standing: Standing): void {
  const { chat, user } = enter(world, facts);
  const before = world.standings.get(chat.id) ?? 'member';
  if (before === standing) return;
  const member = (status: Standing): object => ({
    user: world.bot,
    status,
    ...(status === 'kicked' && { until_date: 0 }),
  });
  const change = { old_chat_member: member(before), new_chat_member: member(standing) };
  world.standings.set(chat.id, standing);
  world.updates.push('my_chat_member', { chat, from: user, date: now(), ...change }, chat.id);
  if (chat.type === 'private') return;
  const message = world.say(user, chat, notice(world, standing));
  if (standing === 'member') world.updates.push('message', message, chat.id);
}
