import { Inject, Injectable } from '@nestjs/common';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import type { Happening } from '../telegram/chat-event.js';
import { readPressData, splitMark, updateOf } from '../telegram/press-data.js';
import { backToFilm } from '../conversation/doors.js';
import { isDrawing } from '../conversation/effect.js';
import type { Given, Reply, Topic, Turn } from '../conversation/topic.js';
import { TOPICS } from '../conversation/topic.js';
import { UNEXPECTED, type Unexpected } from '../conversation/unexpected.js';

type Press = Extract<Happening, { kind: 'press' }>;
type Command = Extract<Happening, { kind: 'command' }>;

/** Finds the topic that answers. */
@Injectable()
export class RoutingService {
  private readonly topics: ReadonlyMap<string, Topic>;
  private readonly commands: ReadonlyMap<string, NonNullable<Topic['commands']>[string]>;

  /** @throws Error when two topics have the same name or command */
  constructor(
    @Inject(TOPICS) topics: readonly Topic[],
    @Inject(UNEXPECTED) private readonly unexpected: Unexpected,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
  ) {
    this.topics = once(topics.map((topic) => [topic.name, topic]));
    this.commands = once(topics.flatMap(({ commands = {} }) => Object.entries(commands)));
  }

  /** The answer to whatever a person did. When it closes the panel, a film that is put together is shown there again. */
  async answer(turn: Turn): Promise<Reply> {
    const reply = await this.decide(turn);
    const draft = 'draft' in reply ? reply.draft : turn.conversation.draft;
    const drawing = reply.effects?.findLast(isDrawing);
    return draft && drawing?.kind === 'close-panel' ? this.backToFilm(turn, reply) : reply;
  }

  private async backToFilm(turn: Turn, reply: Reply): Promise<Reply> {
    const { awaiting, effects: shown = [] } =
      (await this.topics.get(backToFilm.topic)?.press(turn, backToFilm)) ?? {};
    if (!shown.some(isDrawing)) return reply;
    // Over what would have been taken away; after a text below everything else, so it comes last.
    const others = reply.effects?.filter(({ kind }) => kind !== 'close-panel') ?? [];
    return { ...reply, awaiting, effects: [...others, ...shown] };
  }

  private decide(turn: Turn): Promise<Reply> {
    const { what } = turn.event;
    switch (what.kind) {
      case 'press':
        return this.press(turn, what);
      case 'command':
        return this.command(turn, what);
      case 'text':
      case 'photo':
        return this.given(turn, what);
      case 'other':
        return this.unexpected.answer(turn, what);
      case 'membership':
        return Promise.resolve({});
    }
  }

  private async press(turn: Turn, press: Press): Promise<Reply> {
    const { data, mark } = splitMark(press.data);
    const read = readPressData(data);
    const topic = read && this.topics.get(read.topic);
    const { panel } = turn.conversation;
    if (isSomebodyElses(turn, press, mark)) {
      return { toast: { text: turn.words.plain('not-your-buttons'), alert: true } };
    }
    const present = mark === undefined || mark === panel?.mark;
    // The panel's message as it looked before: the buttons that stand there now are the newer ones.
    const redrawn = mark !== undefined && (panel === undefined || panel.messageId === press.messageId);
    if (read && topic && (present || (redrawn && topic.stillMeant?.(read)))) return topic.press(turn, read);
    if (!redrawn && press.messageId !== undefined && turn.event.chat.kind === 'private') {
      await this.chats.editButtons(turn.event.chat.id, press.messageId, []);
    }
    return { toast: { text: turn.words.plain('old-buttons'), alert: !redrawn } };
  }

  private command(turn: Turn, { name, rest }: Command): Promise<Reply> {
    const command = this.commands.get(name);
    return command ? command(turn, rest) : this.unexpected.answer(turn, turn.event.what);
  }

  private given(turn: Turn, given: Given): Promise<Reply> {
    const awaited = readPressData(turn.conversation.awaiting ?? '');
    const topic = awaited && this.topics.get(awaited.topic);
    return awaited && topic?.give ? topic.give(turn, given, awaited) : this.unexpected.answer(turn, given);
  }
}

/** In a group: a panel that none of the person's own updates had drawn. */
function isSomebodyElses(
  { event, conversation: { panel, handled } }: Turn,
  { messageId }: Press,
  mark: string | undefined,
): boolean {
  if (event.chat.kind !== 'group' || mark === undefined) return false;
  const own = panel && (panel.mark === mark || panel.messageId === messageId);
  return !own && !handled.includes(updateOf(mark));
}

function once<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const known = new Map<string, Value>();
  for (const [name, value] of entries) {
    if (known.has(name)) throw new Error(`two topics of the talk answer to "${name}"`);
    known.set(name, value);
  }
  return known;
}
