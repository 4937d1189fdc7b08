import { setTimeout as pause } from 'node:timers/promises';
import { ChatBusyError, UploadUnclearError } from '../../telegram/chat-errors.js';
import { type ChatAddress, placeOf } from '../../telegram/chat-address.js';
import type { Pass } from '../pace/pass.js';
import type { Turnstile } from '../pace/turnstile.js';
import { BotApiError } from './bot-api.js';
import { chatErrorOf } from './chat-error.js';
import type { Failure } from './failure.js';

/** Where a call goes to, in the Bot API's words. */
export interface Destination {
  readonly chat_id: string;
  readonly message_thread_id?: number;
}

/** A call into a chat, and what may be done about it when it fails. */
export interface LimitedCall<Result> extends Pass {
  readonly chatId: ChatAddress;
  /** Makes the call, to the chat as it is called now. @throws BotApiError */
  readonly run: (to: Destination) => Promise<Result>;
  /** Whether doing it twice is the same as once; only then it is tried again when its answer was lost. */
  readonly repeatable: boolean;
  /** Failures that are none here, and what they mean. */
  readonly unless?: Partial<Record<Failure['kind'], Result>>;
  readonly signal?: AbortSignal | undefined;
}

/** Tries of one call before it is left to whoever wanted it. */
const mostTries = 5;
/** A longer pause is not waited for here: whoever wanted the call comes back after it, and holds nothing up meanwhile. */
const longestPauseMs = 20_000;
/** Before a call that did not reach Telegram is tried again: half a second, doubled each time. */
const usualPauseMs = 500;
/** Telegram counts whole seconds and says them rounded down. */
const politenessMs = 300;

/**
 * Calls that wait for their turn and are tried again, a bounded number of times, where nothing can have happened twice.
 *
 * Own code, because @grammyjs/auto-retry sleeps in each call by itself: after a 429 everybody else would go on calling,
 * and a repeated call would not wait for its turn.
 */
export class LimitedCalls {
  private readonly moved = new Map<string, string>();
  private readonly goneTopics = new Set<ChatAddress>();

  constructor(
    private readonly turnstile: Turnstile,
    private readonly firstPauseMs = usualPauseMs,
  ) {}

  /** @throws what TelegramChats throws; the signal's reason */
  async call<Result>(call: LimitedCall<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(call);
      } catch (error) {
        if (!(error instanceof BotApiError)) throw error;
        const { kind } = error.failure;
        if (call.unless && kind in call.unless) return call.unless[kind] as Result;
        if (tries >= mostTries || !this.mayBeTriedAgain(error.failure, call)) throw translated(error, call);
        call.signal?.throwIfAborted();
        if (kind !== 'busy') await pause(this.firstPauseMs * 2 ** (tries - 1));
      }
    }
  }

  private async once<Result>(call: LimitedCall<Result>): Promise<Result> {
    const to = this.destinationOf(call.chatId);
    const pass = { chatId: to.chat_id, kind: call.kind };
    const pauseMs = this.turnstile.pauseOf(pass);
    if (pauseMs > longestPauseMs) throw new ChatBusyError('Telegram wants to be left alone', pauseMs);
    const leave = await this.turnstile.enter(pass, call.signal);
    try {
      return await call.run(to);
    } catch (error) {
      if (error instanceof BotApiError) this.learn(call.chatId, pass, error.failure);
      throw error;
    } finally {
      leave();
    }
  }

  private destinationOf(address: ChatAddress): Destination {
    const { chatId, topicId } = placeOf(address);
    const isInTopic = topicId !== undefined && !this.goneTopics.has(address);
    return {
      chat_id: this.moved.get(chatId) ?? chatId,
      ...(isInTopic && { message_thread_id: topicId }),
    };
  }

  private learn(address: ChatAddress, pass: Pass, failure: Failure): void {
    if (failure.kind === 'busy') this.turnstile.pause(pass, failure.delayMs + politenessMs);
    if (failure.kind === 'moved') this.moved.set(pass.chatId, failure.chatId);
    // What was to be said in a topic that is gone is said in the group.
    if (failure.kind === 'topic-gone') this.goneTopics.add(address);
  }

  private mayBeTriedAgain({ kind }: Failure, { repeatable, chatId }: LimitedCall<unknown>): boolean {
    if (kind === 'unclear') return repeatable;
    return kind === 'never-reached' || kind === 'busy' || this.isElsewhere(kind, chatId);
  }

  /** Whether the next try goes to another place than this one. */
  private isElsewhere(kind: Failure['kind'], address: ChatAddress): boolean {
    return (
      (kind === 'moved' && this.moved.has(placeOf(address).chatId)) ||
      (kind === 'topic-gone' && this.goneTopics.has(address))
    );
  }
}

/** An upload whose answer was lost may stand in the chat. */
function translated(error: BotApiError, { kind }: Pass): Error {
  const isUnclear = kind === 'upload' && error.failure.kind === 'unclear';
  return isUnclear ? new UploadUnclearError(error.message) : chatErrorOf(error);
}
