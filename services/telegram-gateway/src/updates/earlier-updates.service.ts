import { setTimeout as pause } from 'node:timers/promises';
import { UpdateReceived } from '@kinoline/contracts';
import {
  type Documents,
  MESSAGE_HISTORY,
  type MessageContext,
  type MessageHistory,
} from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { type Conversation, conversationKey } from '../conversation/conversation.js';
import { CONVERSATIONS } from '../talk/conversations.js';
import { InOrder } from '../talk/in-order.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { talkNameOf } from '../telegram/talk-name.js';

/** One that fails again and again must not hold up what comes after it for longer, in milliseconds. */
const patienceMs = 10_000;
/** What came longer ago is not in work just now, in milliseconds. */
const recentMs = 60_000;
/** How far back in the stream is looked, in messages. */
const farthest = 500;
/** Between looks, in milliseconds; doubled each time: many that wait must not hold up what they wait for. */
const firstPauseMs = 50;
const longestPauseMs = 500;

/** How an update was delivered. */
type Delivery = Pick<MessageContext, 'sequence' | 'signal' | 'aside'>;

/** Keeps the order of a talk where several gateways take updates: each may have got the one before. */
@Injectable()
export class EarlierUpdates {
  private readonly ofTalk = new InOrder();

  constructor(
    @Inject(CONVERSATIONS) private readonly conversations: Documents<Conversation>,
    @Inject(MESSAGE_HISTORY) private readonly history: Pick<MessageHistory, 'next'>,
  ) {}

  /**
   * Waits until the updates of the talk that came before this one are handled and answered, or for 10 s.
   *
   * @throws the signal's reason
   */
  async over(event: ChatEvent, { sequence, signal, aside }: Delivery): Promise<void> {
    const wait = (): Promise<void> => aside(this.wait(event, sequence, signal));
    await this.ofTalk.run(talkNameOf(event), wait, aside);
  }

  private async wait(event: ChatEvent, sequence: number, signal: AbortSignal): Promise<void> {
    const until = Date.now() + patienceMs;
    let pauseMs = firstPauseMs;
    while (Date.now() < until && (await this.isOneLeft(event, sequence))) {
      await pause(pauseMs, undefined, { signal }).catch(() => {
        signal.throwIfAborted();
      });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  private async isOneLeft(event: ChatEvent, sequence: number): Promise<boolean> {
    const { upTo = 0, pending } = (await this.conversations.read(conversationKey(event))) ?? {};
    // Recorded, and not all that follows from it is done: it may be shown just now.
    if (pending?.at !== undefined && isRecent(pending.at)) return true;
    const from = Math.max(upTo + 1, sequence - farthest);
    if (from >= sequence) return false;
    const next = await this.history.next(UpdateReceived, { talk: talkNameOf(event) }, from);
    return next !== undefined && next.sequence < sequence && isRecent(next.time.getTime());
  }
}

function isRecent(at: number): boolean {
  return Date.now() - at < recentMs;
}
