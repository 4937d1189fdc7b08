import { isDeepStrictEqual } from 'node:util';
import type { Documents, MessageContext } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { jobIdOf } from '../jobs/job-id.js';
import { ACCESS, type Access } from '../people/access.js';
import { PEOPLE, type People } from '../people/people.js';
import { languageOf, type Person } from '../people/person.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { ChatGoneError } from '../telegram/chat-errors.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { type Dictionary, DICTIONARY, type Words } from '../words/words.js';
import { blankConversation, type Conversation, conversationKey } from '../conversation/conversation.js';
import { conversationAfter, followUpOf, isOwed, owedTooLong } from '../conversation/conversation-after.js';
import { CONVERSATIONS } from './conversations.js';
import type { Effect } from '../conversation/effect.js';
import { EffectsService } from './effects.service.js';
import { InOrder } from './in-order.js';
import { mayHelp } from './may-help.js';
import { RoutingService } from './routing.service.js';
import { said } from '../conversation/replies.js';
import type { Reply, Turn } from '../conversation/topic.js';

/** How the update was delivered: when to stop, how to wait for others, its number in the stream. */
export type Delivery = Pick<MessageContext, 'aside' | 'signal' | 'sequence'>;

/** Turns of a chat at once: in a group that Telegram keeps waiting, everybody's turn waits for the same chat. */
const turnsOfChatAtOnce = 20;

/**
 * Holds the talk with a person: takes one update after the other, has it answered, records the answer, then does what
 * follows from it. When it dies in between, the update is delivered again and only what was not done is done.
 */
@Injectable()
export class TalkService {
  private readonly logger = new Logger(TalkService.name);
  private readonly ofTalk = new InOrder();
  private readonly ofChat = new InOrder(turnsOfChatAtOnce);

  constructor(
    @Inject(CONVERSATIONS) private readonly conversations: Documents<Conversation>,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(ACCESS) private readonly access: Access,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    private readonly routing: RoutingService,
    private readonly effects: EffectsService,
  ) {}

  /**
   * Handles an update; a second time changes nothing. Updates of one talk are handled in the order they came; those that
   * wait for others stand aside, so that nobody's updates keep other people waiting.
   */
  async hear(event: ChatEvent, delivery: Partial<Delivery> = {}): Promise<void> {
    const { signal, aside } = delivery;
    const take = async (): Promise<void> => {
      // While it waited it may have become another worker's.
      signal?.throwIfAborted();
      await this.take(event, delivery);
    };
    await this.ofTalk.run(conversationKey(event), () => this.ofChat.run(event.chat.id, take, aside), aside);
  }

  /**
   * Tells a person that their last message could not be handled. What it would still have done is dropped, and what was set
   * aside for it is free again: a film must not begin with something they write days later.
   */
  async giveUp(event: ChatEvent): Promise<void> {
    await this.abandon(event);
    await this.forget(conversationKey(event), event);
    const words = this.wordsFor(await this.people.of(event.sender));
    await this.chats.send(event.chat.id, { html: words.html('went-wrong'), rows: [] });
  }

  private async take(event: ChatEvent, delivery: Partial<Delivery>): Promise<void> {
    try {
      await this.turn(event, delivery);
    } catch (error) {
      if (!(error instanceof ChatGoneError)) throw error;
      this.logger.log(`nothing can be written there any more: ${error.message}`);
    }
  }

  private async turn(event: ChatEvent, { sequence, aside }: Partial<Delivery>): Promise<void> {
    const key = conversationKey(event);
    const finish = (answered: Conversation): Promise<void> => {
      const finished = this.finish(key, event, answered);
      // Nearly all of it is waiting for the chat, which must keep no update of another chat from being taken.
      return aside?.(finished) ?? finished;
    };
    const person = await this.people.of(event.sender);
    const lost: Effect[] = [];
    for (;;) {
      const before = await this.conversations.read(key);
      const conversation = before ?? blankConversation;
      if (conversation.handled.includes(event.updateId)) return finish(conversation);
      const now = new Date();
      const turn: Turn = { event, person, conversation, words: this.wordsFor(person), now };
      const reply = await this.replyTo(turn);
      // First: the update counts as handled once it is recorded, and a change of the person may be made twice.
      if (reply.person) await this.people.change(person.personId, reply.person);
      const handled = { updateId: event.updateId, what: event.what, sequence, at: now.getTime() };
      const after = conversationAfter(conversation, handled, reply);
      const { document, refused } = await this.conversations.change(key, (current) =>
        isDeepStrictEqual(current, before) ? after : undefined,
      );
      // Another replica handled another update of this talk meanwhile: the answer may be another one now.
      if (refused && !isDeepStrictEqual(document, after)) {
        lost.push(...(reply.effects ?? []));
        continue;
      }
      await this.effects.takeBack(lost, after);
      await this.drop(owedTooLong(conversation, handled.at), person.personId);
      return finish(after);
    }
  }

  private async replyTo(turn: Turn): Promise<Reply> {
    const { person, event, now, words } = turn;
    switch (this.access.verdict(person, event, now)) {
      case 'welcome':
        return this.routing.answer(turn);
      case 'turn-away':
        return {
          toast: { text: words.plain('people-stranger-toast') },
          person: (known) => ({ ...known, turnedAwayAt: now.toISOString() }),
          ...said(this.strangerLine(turn)),
        };
      case 'ignore':
        return {};
    }
  }

  private strangerLine({ person, words }: Turn): string {
    return words.html('people-stranger', { id: person.personId, contact: this.access.contact ?? 'none' });
  }

  /**
   * Does what the recorded answer wants done, then forgets it. What can never be done (the chat is gone, Telegram refuses
   * the text) keeps nothing else from being done.
   */
  private async finish(key: string, event: ChatEvent, conversation: Conversation): Promise<void> {
    const followUp = followUpOf(conversation, event);
    if (!followUp) return;
    const failures: unknown[] = [];
    for (const effect of followUp.effects) {
      try {
        if (await this.isItsOwn(key, event, effect)) await this.perform(key, event, effect);
      } catch (error) {
        if (mayHelp(error)) throw error;
        failures.push(error);
      }
    }
    await this.forget(key, event);
    if (failures.length > 0) throw failures[0];
  }

  /** What is owed to the line may be the next answer's by now: another replica recorded that one meanwhile. */
  private async isItsOwn(key: string, event: ChatEvent, effect: Effect): Promise<boolean> {
    if (!isOwed(effect)) return true;
    const { pending } = (await this.conversations.read(key)) ?? {};
    return pending?.updateId === event.updateId;
  }

  private async drop(stale: readonly Effect[], personId: string): Promise<void> {
    if (stale.length === 0) return;
    this.logger.warn('what an earlier answer would still have done is too old and is dropped', {
      effects: stale.map(({ kind }) => kind),
    });
    await this.effects.abandon(stale, personId);
  }

  private async abandon(event: ChatEvent): Promise<void> {
    const { personId } = event.sender;
    const conversation = (await this.conversations.read(conversationKey(event))) ?? blankConversation;
    // A film is admitted before its beginning is recorded.
    if (!conversation.handled.includes(event.updateId)) {
      await this.effects.abandonJob(jobIdOf(event), personId);
    }
    await this.effects.abandon(followUpOf(conversation, event)?.effects ?? [], personId);
  }

  private async forget(key: string, event: ChatEvent): Promise<void> {
    await this.conversations.change(key, (current) => {
      if (!current || !followUpOf(current, event)) return current;
      const { pending, unshown, ...rest } = current;
      const others = unshown?.filter(({ updateId }) => updateId !== event.updateId) ?? [];
      return {
        ...rest,
        ...(pending && pending.updateId !== event.updateId && { pending }),
        ...(others.length > 0 && { unshown: others }),
      };
    });
  }

  private perform(key: string, event: ChatEvent, effect: Effect): Promise<void> {
    return this.effects.perform(effect, { key, event });
  }

  private wordsFor(person: Person): Words {
    return this.dictionary[languageOf(person)];
  }
}
