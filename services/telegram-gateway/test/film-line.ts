import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { DataOf, JobRequested } from '@kinoline/contracts';
import { type MediaStore, ObjectMissingError, type PutStreamOptions } from '@kinoline/media-store';
import type { Readable } from 'node:stream';
import type { AccessSettings } from '../src/config.js';
import type { Conversation } from '../src/conversation/conversation.js';
import type { Effect } from '../src/conversation/effect.js';
import { EffectsService } from '../src/talk/effects.service.js';
import { PanelService } from '../src/talk/panel.service.js';
import { RoutingService } from '../src/talk/routing.service.js';
import { TalkService } from '../src/talk/talk.service.js';
import type { FilmDesk } from '../src/delivery/film-desk.js';
import { AcceptService } from '../src/film/accept.service.js';
import { FilmAgainService } from '../src/film/film-again.service.js';
import { FilmPanelService } from '../src/film/film-panel.service.js';
import { FilmTalkService } from '../src/film/film-talk.service.js';
import { FilmTopic } from '../src/film/film.topic.js';
import { PictureIntakeService } from '../src/film/picture/picture-intake.service.js';
import { UnexpectedAnswers } from '../src/film/unexpected-answers.js';
import type { JobDesk } from '../src/jobs/job-desk.js';
import type { ShownJob } from '../src/jobs/shown-job.js';
import type { ChatEvent, Happening, SentPicture } from '../src/telegram/chat-event.js';
import { readCommand } from '../src/telegram/read-update-words.js';
import type { Locale } from '../src/words/words.js';
import { MemoryDocuments } from './memory-documents.js';
import { realCatalogue } from './model-cards.js';
import { dictionary, PeopleDesk } from './people-desk.js';
import { RecordingChats, type StandingMessage } from './recording-chats.js';

type Begun = Extract<Effect, { kind: 'begin-job' }>;

/** Pictures in memory. */
class MemoryStore implements Pick<MediaStore, 'putStream' | 'exists' | 'get'> {
  readonly objects = new Map<string, Buffer>();

  async putStream(key: string, source: Readable, { contentType }: PutStreamOptions): Promise<MediaRefOf> {
    const bytes = await buffer(source);
    this.objects.set(key, bytes);
    return {
      key,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      contentType,
    };
  }

  exists(key: string): Promise<boolean> {
    return Promise.resolve(this.objects.has(key));
  }

  get({ key }: { readonly key: string }): Promise<Buffer> {
    const bytes = this.objects.get(key);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new ObjectMissingError(key));
  }
}
type MediaRefOf = Awaited<ReturnType<MediaStore['putStream']>>;

/** The talk about films in memory, with real words, models, persons and quotas; `restart` gives another process. */
export class FilmLine {
  readonly chats = new RecordingChats();
  readonly conversations = new MemoryDocuments<Conversation>();
  readonly store = new MemoryStore();
  readonly begun: Begun[] = [];
  readonly jobs = new Map<string, Pick<ShownJob, 'request'>>();
  readonly desk: PeopleDesk;
  talk: TalkService;
  private updates = 0;

  constructor(
    private readonly locale: Locale = 'en',
    access: Partial<AccessSettings> = {},
  ) {
    this.desk = new PeopleDesk({ access: 'open', ...access });
    this.talk = this.restart();
  }

  restart(): TalkService {
    const { chats, conversations, desk } = this;
    const panel = new PanelService(conversations, chats);
    const jobs = this.jobDesk();
    const { topic, unexpected } = this.film(jobs);
    this.talk = new TalkService(
      conversations,
      desk.people,
      { verdict: () => 'welcome' },
      dictionary,
      chats,
      new RoutingService([topic], unexpected, chats),
      new EffectsService(chats, jobs, {} as FilmDesk, panel, desk.quotas),
    );
    return this.talk;
  }

  private film(jobs: JobDesk): { topic: FilmTopic; unexpected: UnexpectedAnswers } {
    const { quotas } = this.desk;
    const pictures = new PictureIntakeService(this.chats, this.store as unknown as MediaStore);
    const panel = new FilmPanelService(realCatalogue, quotas);
    const talk = new FilmTalkService(realCatalogue, panel, pictures);
    const accepting = new AcceptService(realCatalogue, quotas, { telegram: undefined }, panel, pictures);
    const again = new FilmAgainService(jobs, panel, pictures);
    const topic = new FilmTopic(realCatalogue, panel, talk, again, accepting);
    return { topic, unexpected: new UnexpectedAnswers(talk) };
  }

  private jobDesk(): JobDesk {
    const desk: Partial<JobDesk> = {
      begin: async (effect, messageId) => {
        this.begun.push(effect);
        this.jobs.set(effect.request.jobId, { request: effect.request });
        const rows = [[{ label: 'status', data: 'job:show' }]];
        await this.chats.edit('7', messageId ?? 0, { html: 'the job', rows });
      },
      find: (jobId) => Promise.resolve(this.jobs.get(jobId) as ShownJob | undefined),
    };
    return desk as JobDesk;
  }

  /** What was said of the jobs that were begun. */
  get requests(): DataOf<typeof JobRequested>[] {
    return this.begun.map(({ request }) => request);
  }

  event(what: Happening, at?: number): ChatEvent {
    const updateId = (this.updates += 1);
    return {
      updateId,
      at: at ?? 1_700_000_000 + updateId * 60,
      chat: { id: '7', kind: 'private' },
      sender: { personId: '7', name: 'Ada', locale: this.locale },
      messageId: undefined,
      what,
    };
  }

  /** What stands last in the chat after something was done. */
  async does(what: Happening, at?: number): Promise<StandingMessage> {
    await this.talk.hear(this.event(what, at));
    return this.last;
  }

  command(name: string, rest = ''): Promise<StandingMessage> {
    return this.does({ kind: 'command', name, rest });
  }

  write(text: string, at?: number): Promise<StandingMessage> {
    return this.does({ kind: 'text', text }, at);
  }

  photo(bytes: Uint8Array, caption = '', album?: SentPicture['album']): Promise<StandingMessage> {
    this.chats.files.set('a photo', bytes);
    const picture = { fileId: 'a photo', bytes: bytes.length, ...(album && { album }) };
    const command = readCommand(caption);
    if (!command) return this.does({ kind: 'photo', ...picture, caption });
    return this.does({ kind: 'command', name: command.name, rest: command.rest, picture });
  }

  async tap(...labels: readonly (string | RegExp)[]): Promise<StandingMessage> {
    for (const label of labels) await this.talk.hear(this.press(label));
    return this.last;
  }

  /** A press on the newest button with this label. */
  press(label: string | RegExp): ChatEvent {
    const fits = (text: string): boolean => (typeof label === 'string' ? text === label : label.test(text));
    for (const { rows, messageId } of [...this.chats.messages].reverse()) {
      const button = rows.flat().find((each) => fits(each.label));
      if (button && 'data' in button) {
        return this.event({ kind: 'press', pressId: `on ${button.label}`, data: button.data, messageId });
      }
    }
    throw new Error(`no button ${String(label)}: ${JSON.stringify(this.last.rows)}`);
  }

  get last(): StandingMessage {
    const last = this.chats.last('7');
    if (!last) throw new Error('the chat is empty');
    return last;
  }

  get toast(): string | undefined {
    return this.chats.toasts.at(-1)?.text;
  }
}
