import type { AnyMessage, DataOf, MediaRef } from '@kinoline/contracts';
import type { MediaStore } from '@kinoline/media-store';
import type { MessagePublisher } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { VideoFiles } from '../src/media/video-files.js';
import { CareService } from '../src/jobs/status/care.service.js';
import { JobDeskService } from '../src/jobs/desk.service.js';
import { JobFollower } from '../src/jobs/follower.js';
import { KeptClips } from '../src/jobs/clips/kept-clips.service.js';
import { LandingService } from '../src/jobs/clips/landing.service.js';
import type { Pace } from '../src/jobs/time/pace.js';
import { PacesService } from '../src/jobs/time/paces.service.js';
import { PainterService } from '../src/jobs/status/painter.service.js';
import { RoundsService } from '../src/jobs/status/rounds.service.js';
import type { ShownJob } from '../src/jobs/shown-job.js';
import { StatusScreens } from '../src/jobs/status/status-screens.service.js';
import { JobTopic } from '../src/jobs/topic/job.topic.js';
import { OrdersService } from '../src/jobs/changes/orders.service.js';
import { type Watched, WatchList } from '../src/jobs/status/watch-list.js';
import { writeFile } from 'node:fs/promises';
import type { JobStory } from './job-facts.js';
import { MemoryDocuments } from './memory-documents.js';
import { realCatalogue } from './model-cards.js';
import { dictionary, PeopleDesk } from './people-desk.js';
import { RecordingChats } from './recording-chats.js';

/** What stays when a gateway ends. */
export interface JobMemory {
  readonly jobs: MemoryDocuments<ShownJob>;
  readonly watched: MemoryDocuments<Watched>;
  readonly paces: MemoryDocuments<Pace>;
  readonly chats: RecordingChats;
  readonly people: PeopleDesk;
  readonly said: (readonly [string, unknown])[];
}

/** The jobs part of a gateway, in memory. Two with the same memory are two replicas, or one that was started anew. */
export class JobLine {
  readonly metrics = new Metrics();
  readonly follower: JobFollower;
  readonly desk: JobDeskService;
  readonly painter: PainterService;
  readonly rounds: RoundsService;
  readonly watchList: WatchList;
  readonly topic: JobTopic;
  /** What the store has; everything, when nothing is said. */
  store: Pick<MediaStore, 'get' | 'getToFile' | 'exists'> = {
    get: () => Promise.resolve(Buffer.from('small')),
    getToFile: (_: MediaRef, path: string) => writeFile(path, 'clip'),
    exists: () => Promise.resolve(true),
  };
  private readonly care: CareService;

  constructor(
    readonly memory: JobMemory = {
      ...{ jobs: new MemoryDocuments(), watched: new MemoryDocuments(), paces: new MemoryDocuments() },
      ...{ chats: new RecordingChats(), people: new PeopleDesk(), said: [] },
    },
    statusEveryMs = 15_000,
  ) {
    const { jobs, watched, chats, people } = memory;
    const paces = new PacesService(memory.paces);
    const kept = { keptDays: { messages: 7, clips: 7, films: 30 } };
    const screens = new StatusScreens(people.people, dictionary, realCatalogue, people.quotas, paces, kept);
    const store: Partial<MediaStore> = {
      get: (...args) => this.store.get(...args),
      getToFile: (...args) => this.store.getToFile(...args),
      exists: (...args) => this.store.exists(...args),
    };
    this.watchList = new WatchList(watched);
    this.painter = new PainterService(jobs, chats, { statusEveryMs }, screens);
    const files = new VideoFiles(store as MediaStore);
    const landing = new LandingService(jobs, chats, files, screens, this.metrics);
    this.care = new CareService(this.watchList, this.painter, landing);
    this.follower = new JobFollower(jobs, people.quotas, paces, this.care);
    const settings = { statusEveryMs, telegram: undefined };
    this.rounds = new RoundsService(settings, jobs, this.watchList, this.care, this.painter);
    const { follower, care } = this;
    this.desk = new JobDeskService(jobs, people.people, this.publisher(), follower, care, kept);
    const clips = new KeptClips(store as MediaStore, kept);
    this.topic = new JobTopic(this.desk, new OrdersService(people.quotas, realCatalogue, clips));
  }

  get chats(): RecordingChats {
    return this.memory.chats;
  }

  /** A job whose status message stands in chat 7, of a person who is known. */
  async shows({ asked, job }: JobStory): Promise<void> {
    const { personId, locale } = asked.requester;
    await this.memory.people.people.of({ personId, name: 'Ada', locale });
    const { priceUsd, mostUsd, waitSeconds, showScenes } = job;
    const shown = { priceUsd, ...(mostUsd !== undefined && { mostUsd }), waitSeconds, showScenes };
    await this.desk.begin({ kind: 'begin-job', request: asked, ...shown }, undefined);
  }

  /** Tells everything that happened in a story so far, and waits until it is shown. */
  async follows(story: JobStory): Promise<void> {
    for (const fact of story.facts.splice(0)) await this.follower.note(story.jobId, fact);
    await this.care.wake(story.jobId);
    await this.care.idle();
  }

  /** A round, and the clips that it begins to show. */
  async round(): Promise<void> {
    await this.rounds.round();
    await this.care.idle();
  }

  async job({ jobId }: { readonly jobId: string }): Promise<ShownJob> {
    const job = await this.memory.jobs.read(jobId);
    if (!job) throw new Error(`no job ${jobId}`);
    return job;
  }

  private publisher(): MessagePublisher {
    return {
      say: <Message extends AnyMessage>(message: Message, data: DataOf<Message>) => {
        const known = this.memory.said.some(
          ([name, before]) => name === message.name && JSON.stringify(before) === JSON.stringify(data),
        );
        if (!known) this.memory.said.push([message.name, data]);
        return Promise.resolve(known ? 'already-said' : 'said');
      },
    } as MessagePublisher;
  }
}
