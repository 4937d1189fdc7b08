import type { Documents } from '@kinoline/messaging';
import type { Conversation } from '../src/conversation/conversation.js';
import { EffectsService } from '../src/talk/effects.service.js';
import { PanelService } from '../src/talk/panel.service.js';
import { RoutingService } from '../src/talk/routing.service.js';
import { TalkService } from '../src/talk/talk.service.js';
import type { Reply, Topic } from '../src/conversation/topic.js';
import type { FilmDesk } from '../src/delivery/film-desk.js';
import type { JobDesk } from '../src/jobs/job-desk.js';
import type { Access } from '../src/people/access.js';
import type { Quotas } from '../src/people/quotas.js';
import type { People } from '../src/people/people.js';
import type { Person } from '../src/people/person.js';
import type { ChatEvent, Happening } from '../src/telegram/chat-event.js';
import type { Dictionary, Locale, Words } from '../src/words/words.js';
import { MemoryDocuments } from './memory-documents.js';
import { RecordingChats } from './recording-chats.js';

const bareWords = (locale: Locale): Words => ({
  locale,
  html: (id) => `${locale}:${id}`,
  plain: (id) => `${locale}:${id}`,
  has: () => true,
});
const dictionary: Dictionary = { en: bareWords('en'), ru: bareWords('ru') };

/** A person nobody decided anything about. */
export const newcomer: Person = {
  version: 1,
  personId: '7',
  name: 'Ada',
  showScenes: true,
  jobs: [],
  films: [],
};

/** The talk around one topic, in memory; `restart` gives a second process on the same documents and chats. */
export class TalkLine {
  readonly conversations = new MemoryDocuments<Conversation>();
  readonly begun: unknown[] = [];
  /** Awaited by the beginning of a job. */
  beginning: Promise<unknown> | undefined;
  readonly sentAgain: unknown[] = [];
  readonly changed: unknown[] = [];
  readonly withdrawn: unknown[] = [];
  person = newcomer;
  verdict: ReturnType<Access['verdict']> = 'welcome';
  talk: TalkService;
  private updates = 0;

  constructor(
    private readonly topic: Topic,
    readonly chats = new RecordingChats(),
    private readonly store?: Documents<Conversation>,
  ) {
    this.talk = this.restart();
  }

  restart(): TalkService {
    const conversations = this.store ?? this.conversations;
    const panel = new PanelService(conversations, this.chats);
    const desk: Partial<JobDesk> = {
      begin: async (effect, messageId) => {
        this.begun.push([effect.request.jobId, messageId]);
        await this.beginning;
      },
      find: () => Promise.resolve(undefined),
    };
    desk.change = ({ jobId, revision }) => {
      this.changed.push([jobId, revision]);
      return Promise.resolve();
    };
    desk.withdraw = ({ jobId, revision }) => {
      this.withdrawn.push([jobId, revision]);
      return Promise.resolve();
    };
    const quotas: Partial<Quotas> = { release: () => Promise.resolve() };
    const films: FilmDesk = {
      sendAgain: ({ jobId, cut }, { chatId, personId }) => {
        this.sentAgain.push([jobId, cut, chatId, personId]);
        return Promise.resolve();
      },
    };
    const unexpected = { answer: (): Promise<Reply> => Promise.resolve({ toast: { text: 'unexpected' } }) };
    const people: People = {
      of: () => Promise.resolve(this.person),
      read: () => Promise.resolve(this.person),
      change: (_, change) => {
        this.person = change(this.person);
        return Promise.resolve(this.person);
      },
    };
    this.talk = new TalkService(
      conversations,
      people,
      { verdict: () => this.verdict },
      dictionary,
      this.chats,
      new RoutingService([this.topic], unexpected, this.chats),
      new EffectsService(this.chats, desk as JobDesk, films, panel, quotas as Quotas),
    );
    return this.talk;
  }

  /** An update of person 7 in their chat. */
  event(what: Happening, updateId = (this.updates += 1)): ChatEvent {
    return {
      updateId,
      at: 1_700_000_000 + updateId,
      chat: { id: '7', kind: 'private' },
      sender: { personId: '7', name: 'Ada', locale: 'en' },
      messageId: undefined,
      what,
    };
  }

  /** The data of a button that stands in the chat. */
  button(label: string): { data: string; messageId: number } {
    for (const { rows, messageId } of [...this.chats.messages].reverse()) {
      const button = rows.flat().find((each) => each.label === label);
      if (button && 'data' in button) return { data: button.data, messageId };
    }
    throw new Error(`no button "${label}" in the chat`);
  }

  press(label: string): ChatEvent {
    return this.event({ kind: 'press', pressId: `press of ${label}`, ...this.button(label) });
  }
}
