import type { RawApi } from 'grammy';
import {
  ChatBusyError,
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
} from '../../telegram/chat-errors.js';
import { TokenRefusedError, UpdatesElsewhereError } from '../../updates/update-errors.js';
import { type BotApi, BotApiError, type CallLimits } from './bot-api.js';

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

function translated({ message, failure }: BotApiError): Error {
  switch (failure.kind) {
    case 'unauthorized':
      return new TokenRefusedError();
    case 'conflict':
      return new UpdatesElsewhereError(message);
    case 'busy':
      return new ChatBusyError(message, failure.delayMs);
    case 'chat-gone':
      return new ChatGoneError(message);
    case 'never-reached':
    case 'unclear':
      return new ChatUnreachableError(message);
    case 'unchanged':
    case 'gone':
    case 'late':
    case 'too-large':
    case 'moved':
    case 'refused':
      return new ChatRefusedError(message);
  }
}
