import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type DataOf,
  FilmStitched,
  JobRequested,
  type MediaRef,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import { filmKey, type FilmFile, takeKey } from '@kinoline/media-store';
import type { Person, Screen } from '@kinoline/sandbox';
import { waitFor } from '@kinoline/testing';
import type { ChatLine } from './chat-line.js';
import { filmStitched, sceneRendered, scenesPlanned } from './films.js';
import { jpegOf } from './pictures.js';

/** What a test wants of a film. */
export interface WantedFile {
  readonly bytes?: number;
  /** Bytes of the copy that fits. */
  readonly smallerBytes?: number;
}

/** A job that a person began in their chat, and the line that makes its film. */
export class FilmedJob {
  private constructor(
    private readonly line: ChatLine,
    readonly person: Person,
    readonly request: DataOf<typeof JobRequested>,
  ) {}

  /** The person orders a film in one line and accepts it; its three scenes are made. */
  static async begin(line: ChatLine, person: Person, command = '/new'): Promise<FilmedJob> {
    const prompt = `A fox <no. ${person.id}> crosses a frozen lake & looks back`;
    await person.say(`${command} ${prompt} --scenes 3 --seconds 4 --model veo_3_1_fast --no-sound`);
    await (await person.tap(/^✅/)).answered();
    const isTheirs = ({ requester, prompt: of }: DataOf<typeof JobRequested>): boolean =>
      requester.personId === String(person.id) && of === prompt;
    const request = await waitFor(async () => (await line.all(JobRequested)).find(isTheirs), {
      what: 'JobRequested',
    });
    const job = new FilmedJob(line, person, request);
    await line.say(ScenesPlanned, scenesPlanned(job.jobId, { settings: request.settings }));
    for (const scene of [1, 2, 3]) await job.render(scene);
    await line.settled(SceneRendered);
    return job;
  }

  get jobId(): string {
    return this.request.jobId;
  }

  /** Where the clip of a take is kept. */
  clipKey(scene: number, take = 1): string {
    return takeKey(this.jobId, scene, take, 'clip.mp4');
  }

  private async render(scene: number): Promise<void> {
    const source = Readable.from([randomBytes(1_000)]);
    const clip = await this.line.store.putStream(this.clipKey(scene), source, { contentType: 'video/mp4' });
    await this.line.say(SceneRendered, sceneRendered(this.jobId, scene, { clip }));
  }

  /** Puts a film into the store, as the stitcher does. */
  async store(
    cut = 1,
    { bytes = 60_000, smallerBytes }: WantedFile = {},
  ): Promise<DataOf<typeof FilmStitched>> {
    const film = await this.put(cut, 'film.mp4', randomBytes(bytes));
    const copy = smallerBytes && (await this.put(cut, 'smaller.mp4', randomBytes(smallerBytes)));
    const thumbnail = await this.put(cut, 'thumbnail.jpg', jpegOf(320, 180));
    const stitched = filmStitched(this.jobId, cut, {
      ...{ film, thumbnail, contactSheet: thumbnail },
      ...(copy && { smaller: { film: copy, width: 854, height: 480 } }),
    });
    await this.put(cut, 'film.json', Buffer.from(JSON.stringify(stitched)));
    return stitched;
  }

  /** Stores a film and says so. */
  async stitch(cut = 1, wanted: WantedFile = {}): Promise<DataOf<typeof FilmStitched>> {
    const film = await this.store(cut, wanted);
    await this.line.say(FilmStitched, film);
    return film;
  }

  /** The videos that stand in the chat, oldest first. */
  async videos(): Promise<Screen[]> {
    return (await this.person.messages()).filter(({ kind }) => kind === 'video');
  }

  private put(cut: number, file: FilmFile, bytes: Buffer): Promise<MediaRef> {
    const contentType = { mp4: 'video/mp4', jpg: 'image/jpeg', json: 'application/json' } as const;
    const kind = file.split('.')[1] as keyof typeof contentType;
    const source = Readable.from([bytes]);
    return this.line.store.putStream(filmKey(this.jobId, cut, file), source, {
      contentType: contentType[kind],
    });
  }
}
