import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type DataOf,
  FilmStitched,
  JobHeld,
  JobRequested,
  type MediaRef,
  SceneFailed,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import { filmKey, takeKey } from '@kinoline/media-store';
import type { Person, Screen } from '@kinoline/sandbox';
import { waitFor } from '@kinoline/testing';
import type { ChatLine } from './chat-line.js';
import { filmStitched, sceneRendered, scenesPlanned } from './films.js';
import { jpegOf } from './pictures.js';

/** How a person begins a job. */
export interface BeginOptions {
  readonly title?: string;
  readonly command?: string;
  /** How long each answer of the gateway may take, in milliseconds (default 15,000). */
  readonly timeoutMs?: number;
}

/** A job of three scenes that a person began in their chat; a test plays the services that make its film. */
export class PlayedJob {
  private constructor(
    private readonly line: ChatLine,
    readonly person: Person,
    readonly request: DataOf<typeof JobRequested>,
  ) {}

  /** The person orders a film in one line and accepts it. */
  static async begin(
    line: ChatLine,
    person: Person,
    { title = 'A fox crosses a lake', command = '/new', timeoutMs = 15_000 }: BeginOptions = {},
  ): Promise<PlayedJob> {
    const prompt = `${title}, no. ${person.id}`;
    await person.say(`${command} ${prompt} --scenes 3 --seconds 4 --model veo_3_1_fast --sound`);
    await (await person.tap(/^✅/, { timeoutMs })).answered(timeoutMs);
    const request = await waitFor(
      async () => (await line.all(JobRequested)).find((asked) => asked.prompt === prompt),
      { what: 'JobRequested', timeoutMs, intervalMs: 100 },
    );
    return new PlayedJob(line, person, request);
  }

  get jobId(): string {
    return this.request.jobId;
  }

  plan(about: Parameters<typeof scenesPlanned>[1] = {}): Promise<void> {
    return this.line.say(
      ScenesPlanned,
      scenesPlanned(this.jobId, { settings: this.request.settings, ...about }),
    );
  }

  async render(scene: number, take = 1): Promise<void> {
    const clip = await this.put(
      takeKey(this.jobId, scene, take, 'clip.mp4'),
      randomBytes(20_000),
      'video/mp4',
    );
    const small = takeKey(this.jobId, scene, take, 'thumbnail.jpg');
    const thumbnail = await this.put(small, jpegOf(320, 180), 'image/jpeg');
    await this.line.say(SceneRendered, sceneRendered(this.jobId, scene, { take, clip, thumbnail }));
  }

  lose(scene: number, take = 1, about: Partial<DataOf<typeof SceneFailed>> = {}): Promise<void> {
    return this.line.say(SceneFailed, {
      ...{ jobId: this.jobId, scene, take, code: 'moderated', detail: 'E005' },
      ...{ retakeMayHelp: true, costUsd: 0, ...about },
    });
  }

  hold(scene: number, about: Partial<DataOf<typeof JobHeld>> = {}): Promise<void> {
    const scenes = [1, 2, 3];
    return this.line.say(JobHeld, {
      ...{ jobId: this.jobId, cut: 1, revision: 1, scene, take: 1, code: 'moderated', detail: 'E005' },
      rendered: scenes.filter((each) => each < scene),
      missing: scenes.filter((each) => each >= scene),
      costUsd: 0.6,
      ...about,
    });
  }

  async stitch(cut = 1): Promise<void> {
    const film = await this.put(filmKey(this.jobId, cut, 'film.mp4'), randomBytes(30_000), 'video/mp4');
    const thumbnail = await this.put(
      filmKey(this.jobId, cut, 'thumbnail.jpg'),
      jpegOf(320, 180),
      'image/jpeg',
    );
    const about = { film, thumbnail, contactSheet: thumbnail };
    await this.line.say(FilmStitched, filmStitched(this.jobId, cut, about));
  }

  /** Messages that are about this job, as they stand: those that name it, and its clips. */
  async standing(): Promise<Screen[]> {
    const messages = await this.person.messages();
    return messages.filter(({ from }) => from === 'bot');
  }

  private put(key: string, bytes: Buffer, contentType: 'video/mp4' | 'image/jpeg'): Promise<MediaRef> {
    return this.line.store.putStream(key, Readable.from([bytes]), { contentType });
  }
}
