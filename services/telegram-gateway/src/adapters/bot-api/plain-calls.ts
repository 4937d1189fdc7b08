import type { RawApi } from 'grammy';
import { TokenRefusedError, UpdatesElsewhereError } from '../../updates/update-errors.js';
import { type BotApi, BotApiError, type CallLimits } from './bot-api.js';
import { chatErrorOf } from './chat-error.js';

/** Calls that concern the bot itself: they go into no chat, wait for no turn, and are tried again by whoever makes them. */
export class PlainCalls {
  constructor(private readonly api: BotApi) {}

  /** @throws what TelegramUpdates throws */
  async call<Method extends keyof RawApi, Result>(
    method: Method,
    run: (call: RawApi[Method], signal: never) => Promise<Result>,
    limits: CallLimits,
  ): Promise<Result> {
    try {
      return await this.api.call(method, run, limits);
    } catch (error) {
      limits.signal?.throwIfAborted();
      throw error instanceof BotApiError ? translated(error) : error;
    }
  }
}

function translated(error: BotApiError): Error {
  if (error.failure.kind === 'unauthorized') return new TokenRefusedError();
  if (error.failure.kind === 'conflict') return new UpdatesElsewhereError(error.message);
  return chatErrorOf(error);
}
