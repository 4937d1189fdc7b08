import type { User } from '../model.js';
import type { Parameters } from '../parameters.js';
import type { MethodName } from '../method-fields.js';
import type { TelegramWorld } from '../world.js';

/** One call of a Bot API method. */
export interface Call extends Parameters {
  readonly bot: User;
  readonly token: string;
  readonly world: TelegramWorld;
  /** Fires when the caller hung up. */
  readonly gone: AbortSignal;
  /** Notes a field that Telegram ignores without a word. */
  ignore(field: string): void;
}

/** A Bot API method: what it returns goes into `result`. Throws a TelegramError to refuse. */
export type Method = (call: Call) => unknown;

/** Some of the methods. */
export type Methods<Name extends MethodName> = Readonly<Record<Name, Method>>;
