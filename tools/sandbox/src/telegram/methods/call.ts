import type { User } from '../model.js';
import type { Parameters } from '../parameters.js';
import type { MessageCounter } from '../rates.js';
import type { TelegramWorld } from '../world.js';

/** One call of a Bot API method. */
export interface Call extends Parameters {
  readonly bot: User;
  readonly world: TelegramWorld;
  readonly count: MessageCounter;
}

/** A Bot API method: what it returns goes into `result`. Throws a TelegramError to refuse. */
export type Method = (call: Call) => unknown;
