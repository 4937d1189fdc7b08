import { type AnyMessage, FilmStitched, type MediaRef, SceneRendered } from '@kinoline/contracts';
import { type MediaStore, ObjectMissingError } from '@kinoline/media-store';
import type { MessageHistory, MessagePublisher } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { ClipGathering } from '../src/clip-gathering.js';
import { FilmEnd, type WantedFilm } from '../src/film-end.js';
import { FilmShelf } from '../src/film-shelf.js';
import type { ClipExaminer, FilmMaker, FilmOrder, FilmShrinker, ShrinkOrder } from '../src/ports.js';
import { StitchService } from '../src/stitch.service.js';
import { clipProbe, madeFilm, mediaRef, wantedFilm } from './wanted-film.js';

/** The world around the stitcher's flow; each test breaks one thing in it. */
export class StitchingWorld {
  readonly said: { readonly name: string; readonly data: unknown }[] = [];
  /** Keys that were stored, in order. */
  readonly stored: string[] = [];
  /** Keys that were read, in order. */
  readonly read: string[] = [];
  /** Clips that were decoded as a whole, and those that were only probed. */
  readonly examined: string[] = [];
  readonly looked: string[] = [];
  readonly ordered: FilmOrder[] = [];
  readonly shrunk: Pick<ShrinkOrder, 'film' | 'maxBytes'>[] = [];
  readonly told = new Set<AnyMessage>();
  readonly metrics = new Metrics();
  openFolders = 0;
  roomBytes = Infinity;
  /** Scenes whose clip the framer is known to have checked, with the hash it had. */
  rendered = new Map<number, MediaRef>();
  /** The record of an earlier try. */
  record: unknown;
  get: (key: string) => Promise<void> = () => Promise.resolve();
  put: (key: string) => Promise<void> = () => Promise.resolve();
  examine: (clip: string) => Promise<void> = () => Promise.resolve();
  make: (order: FilmOrder) => Promise<void> = () => Promise.resolve();
  shrink: FilmShrinker['shrink'] = () =>
    Promise.resolve({ path: '/work/smaller.mp4', width: 854, height: 480 });

  readonly service = this.build();

  stitch(film = wantedFilm(), context: { signal?: AbortSignal; lastDelivery?: boolean } = {}): Promise<void> {
    const { signal = new AbortController().signal, lastDelivery = false } = context;
    return this.service.stitch(film, { signal, lastDelivery });
  }

  /** The framer has checked every clip of a film. */
  trust(film: WantedFilm): void {
    for (const { scene, clip } of film.clips) this.rendered.set(scene, clip);
  }

  private build(): StitchService {
    const store = this.store() as MediaStore;
    const history = this.history() as MessageHistory;
    const publisher: MessagePublisher = {
      say: (message, data) => {
        this.said.push({ name: message.name, data: message.data.parse(data) });
        return Promise.resolve('said');
      },
    };
    return new StitchService(
      new ClipGathering(store, history, this.examiner()),
      this.maker(),
      { open: () => Promise.resolve(this.workspace()) },
      new FilmShelf(store, this.shrinker()),
      new FilmEnd(publisher, history),
      this.metrics,
    );
  }

  private store(): Pick<MediaStore, 'getToFile' | 'putFile' | 'putStream' | 'stat' | 'get'> {
    return {
      getToFile: async ({ key }) => {
        this.read.push(key);
        await this.get(key);
      },
      putFile: async (key, _path, { contentType }) => {
        await this.put(key);
        this.stored.push(key);
        return mediaRef(key, contentType);
      },
      putStream: async (key, _source, { contentType }) => {
        await this.put(key);
        this.stored.push(key);
        return mediaRef(key, contentType);
      },
      stat: async (key) => {
        await this.get(key);
        if (this.record === undefined) throw new ObjectMissingError(key);
        return mediaRef(key, 'application/json');
      },
      get: () => Promise.resolve(Buffer.from(JSON.stringify(this.record))),
    };
  }

  private history(): Pick<MessageHistory, 'first'> {
    return {
      first: (message, identity) => {
        if (this.told.has(message)) return Promise.resolve({} as never);
        const { scene } = identity as { scene?: number };
        const clip = message.name === SceneRendered.name ? this.rendered.get(scene ?? 0) : undefined;
        return Promise.resolve(clip && ({ data: renderedData(clip) } as never));
      },
    };
  }

  private examiner(): ClipExaminer {
    return {
      look: (clip) => {
        this.looked.push(clip);
        return Promise.resolve(clipProbe);
      },
      examine: async (clip) => {
        this.examined.push(clip);
        await this.examine(clip);
        return clipProbe;
      },
    };
  }

  private maker(): FilmMaker {
    return {
      make: async (order) => {
        this.ordered.push(order);
        await this.make(order);
        return madeFilm(order.clips.map(({ scene }) => scene));
      },
    };
  }

  private shrinker(): FilmShrinker {
    return {
      shrink: (order, call) => {
        this.shrunk.push({ film: order.film, maxBytes: order.maxBytes });
        return this.shrink(order, call);
      },
    };
  }

  private workspace() {
    this.openFolders += 1;
    return {
      path: (name: string) => `/work/${name}`,
      needRoom: (bytes: number) =>
        bytes <= this.roomBytes ? Promise.resolve() : Promise.reject(new Error('no room')),
      [Symbol.asyncDispose]: () => {
        this.openFolders -= 1;
        return Promise.resolve();
      },
    };
  }
}

function renderedData(clip: MediaRef) {
  const still = (name: string, type: MediaRef['contentType']) =>
    mediaRef(clip.key.replace('clip.mp4', name), type);
  return {
    clip,
    firstFrame: still('first.png', 'image/png'),
    lastFrame: still('last.png', 'image/png'),
    thumbnail: still('thumbnail.jpg', 'image/jpeg'),
  };
}

/** What an earlier try noted. */
export function noted(film: WantedFilm) {
  return FilmStitched.data.parse({
    ...{ jobId: film.jobId, cut: film.cut, film: mediaRef('films/x/film.mp4') },
    contactSheet: mediaRef('films/x/contact-sheet.jpg', 'image/jpeg'),
    thumbnail: mediaRef('films/x/thumbnail.jpg', 'image/jpeg'),
    facts: madeFilm([1]).facts,
    ...{ scenes: [{ scene: 1, startsAt: 0 }], conformed: [], adaptations: [], warnings: [] },
  });
}
