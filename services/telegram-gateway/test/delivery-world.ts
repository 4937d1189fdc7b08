import { writeFile } from 'node:fs/promises';
import {
  type AnyMessage,
  type DataOf,
  type Envelope,
  JobRequested,
  type MediaRef,
  seal,
} from '@kinoline/contracts';
import { type MediaStore, ObjectMissingError } from '@kinoline/media-store';
import type { MessageHistory, MessagePublisher } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import type { z } from 'zod';
import { loadDictionary } from '../src/adapters/fluent-dictionary.js';
import type { GatewaySettings } from '../src/config.js';
import { ChatDelivery } from '../src/delivery/chat-delivery.service.js';
import { DeliverService } from '../src/delivery/deliver.service.js';
import type { StoredFilm } from '../src/delivery/delivery-way.js';
import { FilmDeskService } from '../src/delivery/film-desk.service.js';
import { VideoFiles } from '../src/media/video-files.js';
import { FilmKeeper } from '../src/delivery/film-keeper.service.js';
import { FilmLinks } from '../src/delivery/film-links.service.js';
import { FilmParcels } from '../src/delivery/film-parcels.service.js';
import { FilmSender } from '../src/delivery/film-sender.service.js';
import { FilmAgain } from '../src/delivery/history/film-again.service.js';
import { StoredFilms } from '../src/delivery/stored-films.js';
import type { CareService } from '../src/jobs/status/care.service.js';
import type { JobFact } from '../src/jobs/fact.js';
import { JobFollower } from '../src/jobs/follower.js';
import type { JobDesk } from '../src/jobs/job-desk.js';
import type { PacesService } from '../src/jobs/time/paces.service.js';
import type { ShownJob } from '../src/jobs/shown-job.js';
import type { People } from '../src/people/people.js';
import type { Person } from '../src/people/person.js';
import type { Quotas, Standing } from '../src/people/quotas.js';
import { MemoryDocuments } from './memory-documents.js';
import { realCatalogue } from './model-cards.js';
import { RecordingChats } from './recording-chats.js';
import { unlimited } from './standing.js';
import { newcomer } from './talk-line.js';

/** Objects in memory; every one has the bytes of its key. */
class MemoryStore implements Pick<MediaStore, 'getToFile' | 'get' | 'presignGet' | 'exists' | 'stat'> {
  readonly gone = new Set<string>();
  readonly json = new Map<string, string>();

  async getToFile({ key }: MediaRef, path: string): Promise<void> {
    if (this.gone.has(key)) throw new ObjectMissingError(key);
    await writeFile(path, key);
  }

  get({ key }: MediaRef): Promise<Buffer> {
    if (this.gone.has(key)) return Promise.reject(new ObjectMissingError(key));
    return Promise.resolve(Buffer.from(this.json.get(key) ?? key));
  }

  presignGet(key: string, { seconds }: { readonly seconds: number }): Promise<string> {
    return Promise.resolve(`https://films.example/${key}?signed&for=${seconds}`);
  }

  exists(key: string): Promise<boolean> {
    return Promise.resolve(!this.gone.has(key));
  }

  stat(key: string): Promise<MediaRef> {
    if (!this.json.has(key)) return Promise.reject(new ObjectMissingError(key));
    return Promise.resolve({ key, bytes: 1, sha256: 'a'.repeat(64), contentType: 'application/json' });
  }
}

/** Chats, jobs, people and the line in memory, and the delivery between them. */
export class DeliveryWorld {
  readonly chats = new RecordingChats();
  readonly jobs = new MemoryDocuments<ShownJob>();
  readonly store = new MemoryStore();
  readonly metrics = new Metrics();
  readonly said: unknown[] = [];
  standing: Standing = unlimited;
  readonly released: unknown[] = [];
  person: Person | undefined = { ...newcomer, personId: '42' };
  settings = {
    telegram: { uploadMaxBytes: 50_000_000 },
    store: { publicEndpoint: 'https://films.example' },
    linkSeconds: 7 * 24 * 3600,
    keptDays: { messages: 7, clips: 7, films: 30 },
  } as unknown as GatewaySettings;
  /** Runs before a step of the delivery; what it throws is a crash there. */
  crash: (step: string) => void = () => undefined;
  private readonly before = new Map<string, Envelope>();

  constructor(job?: ShownJob) {
    if (!job) return;
    this.jobs.stored.set(job.jobId, JSON.stringify(job));
    this.knows(JobRequested, job.request);
  }

  /** Something that was said earlier. */
  knows<Message extends AnyMessage>(message: Message, data: z.input<Message['data']>): void {
    this.before.set(message.name, seal(message, data, { source: 'test' }));
  }

  /** The stream keeps nothing of what was said. */
  forgets(): void {
    this.before.clear();
  }

  job(jobId: string): ShownJob | undefined {
    const text = this.jobs.stored.get(jobId);
    return text === undefined ? undefined : (JSON.parse(text) as ShownJob);
  }

  /** Delivers a film, as a process that was just started. */
  deliver(film: StoredFilm, lastDelivery = false, delivery = 1): Promise<void> {
    const { signal } = new AbortController();
    const at = new Date().toISOString();
    return this.service().deliver(film, { at, signal, delivery, lastDelivery });
  }

  /** Something else happened to a job. */
  async hears(jobId: string, fact: JobFact): Promise<void> {
    await this.follower().note(jobId, fact);
  }

  desk(): FilmDeskService {
    const jobs: Pick<JobDesk, 'find' | 'brought'> = {
      find: (jobId) => this.jobs.read(jobId),
      brought: async (jobId, film) => {
        await this.follower().note(jobId, { name: 'FilmBrought', film, at: new Date().toISOString() });
      },
    };
    const stored = new StoredFilms(this.store as unknown as MediaStore);
    const again = new FilmAgain(this.chats, this.people(), this.sender(), stored, this.metrics);
    return new FilmDeskService(
      this.people(),
      jobs as JobDesk,
      loadDictionary(),
      this.chats,
      this.settings,
      again,
    );
  }

  async counted(metric: string): Promise<string[]> {
    const lines = (await this.metrics.text()).split('\n');
    return lines
      .filter((line) => line.startsWith(`kinoline_${metric}_total`))
      .map((line) => line.split('kinoline_')[1]!);
  }

  private service(): DeliverService {
    const follower = this.follower();
    const parcels = new FilmParcels(this.people(), loadDictionary(), realCatalogue, this.quotas());
    const keeper = new FilmKeeper(this.people(), this.chats, loadDictionary());
    const chat = new ChatDelivery(follower, parcels, this.sender(), keeper, this.metrics);
    return new DeliverService(this.history(), this.publisher(), follower, chat, this.metrics);
  }

  private sender(): FilmSender {
    const store = this.store as unknown as MediaStore;
    const files = new VideoFiles(store);
    return new FilmSender(
      this.chats,
      this.settings,
      files,
      new FilmLinks(store, this.settings),
      this.metrics,
    );
  }

  private quotas(): Quotas {
    const quotas: Pick<Quotas, 'bill' | 'release' | 'standing'> = {
      bill: () => Promise.resolve(),
      release: (personId, jobId, outcome) => {
        this.released.push([personId, jobId, outcome]);
        return Promise.resolve();
      },
      standing: () => Promise.resolve(this.standing),
    };
    return quotas as Quotas;
  }

  private follower(): JobFollower {
    const follower = new JobFollower(
      this.jobs,
      this.quotas(),
      { learn: () => Promise.resolve() } as unknown as PacesService,
      { wake: () => Promise.resolve() } as unknown as CareService,
    );
    const note = follower.note.bind(follower);
    follower.note = async (jobId, fact) => {
      this.crash(fact.name);
      return note(jobId, fact);
    };
    return follower;
  }

  private people(): People {
    return {
      of: () => Promise.reject(new Error('nobody asks')),
      read: () => Promise.resolve(this.person),
      change: (_, change) => {
        this.crash('people');
        if (!this.person) return Promise.reject(new Error('nobody'));
        this.person = change(this.person);
        return Promise.resolve(this.person);
      },
    };
  }

  private history(): MessageHistory {
    const first = <Message extends AnyMessage>(message: Message, identity: Partial<DataOf<Message>>) => {
      const known = this.before.get(message.name) as Envelope<Message> | undefined;
      const fields: Readonly<Record<string, unknown>> = known?.data ?? {};
      const same = Object.entries(identity).every(([name, value]) => fields[name] === value);
      return Promise.resolve(same ? known : undefined);
    };
    return { first } as unknown as MessageHistory;
  }

  private publisher(): MessagePublisher {
    return {
      say: (message, data) => {
        this.crash('say');
        this.said.push([message.name, data]);
        this.knows(message, data);
        return Promise.resolve('said');
      },
    };
  }
}
