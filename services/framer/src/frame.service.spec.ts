import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AnyMessage, type DataOf, SceneFailed, SceneRendered } from '@kinoline/contracts';
import {
  IntegrityError,
  type MediaStore,
  ObjectMissingError,
  StoreRefusedError,
  StoreUnavailableError,
} from '@kinoline/media-store';
import { type MessageHistory, type MessagePublisher, RetryableError } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { arrivedClip, facts, mediaRef, measure } from '../test/arrived-clip.js';
import { FrameService } from './frame.service.js';
import { type ClipExaminer, UnusableClipError } from './ports.js';
import { SeamMeter } from './seam-meter.js';
import { TakeEnd } from './take-end.js';

/** The world around the flow; each test breaks one thing in it. */
class World {
  readonly said: { readonly name: string; readonly data: unknown }[] = [];
  readonly stored: string[] = [];
  readonly read: string[] = [];
  readonly told = new Set<AnyMessage>();
  readonly metrics = new Metrics();
  openFolders = 0;
  get: (key: string) => Promise<void> = () => Promise.resolve();
  put: () => Promise<void> = () => Promise.resolve();
  examine: ClipExaminer['examine'] = () => Promise.resolve(facts);
  compare: ClipExaminer['compare'] = () => Promise.resolve(measure);

  readonly service = (() => {
    const store: Pick<MediaStore, 'getToFile' | 'putFile'> = {
      getToFile: async (ref) => {
        this.read.push(ref.key);
        await this.get(ref.key);
      },
      putFile: async (key, _path, { contentType }) => {
        await this.put();
        this.stored.push(key);
        return mediaRef(key, contentType);
      },
    };
    const publisher: MessagePublisher = {
      say: (message, data) => {
        this.said.push({ name: message.name, data: message.data.parse(data) });
        return Promise.resolve('said');
      },
    };
    const history: Pick<MessageHistory, 'first'> = {
      first: (message) => Promise.resolve(this.told.has(message) ? ({} as never) : undefined),
    };
    const examiner: ClipExaminer = {
      examine: (...call) => this.examine(...call),
      compare: (...call) => this.compare(...call),
    };
    const workspaces = {
      open: () => {
        this.openFolders += 1;
        const close = () => {
          this.openFolders -= 1;
          return Promise.resolve();
        };
        return Promise.resolve({ path: (name: string) => `/work/${name}`, [Symbol.asyncDispose]: close });
      },
    };
    const wholeStore = store as MediaStore;
    const meter = new SeamMeter(wholeStore, examiner);
    const end = new TakeEnd(publisher, history as MessageHistory, this.metrics);
    return new FrameService(wholeStore, examiner, workspaces, meter, end);
  })();

  frame(clip = arrivedClip(), context: { signal?: AbortSignal; lastDelivery?: boolean } = {}): Promise<void> {
    const { signal = new AbortController().signal, lastDelivery = false } = context;
    return this.service.frame(clip, { signal, lastDelivery });
  }

  onlyFailure(): DataOf<typeof SceneFailed> {
    expect(this.said.map(({ name }) => name)).toEqual(['SceneFailed']);
    return SceneFailed.data.parse(this.said[0]?.data);
  }
}

describe('framing a clip', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  it('stores the stills under the keys of the take and says SceneRendered', async () => {
    const clip = arrivedClip({ previousLastFrame: mediaRef('jobs/before/last.png') });
    await world.frame(clip);
    const home = `jobs/${clip.jobId}/scenes/2/takes/1`;
    expect(world.stored.toSorted()).toEqual([
      `${home}/first.png`,
      `${home}/last.png`,
      `${home}/thumbnail.jpg`,
    ]);
    expect(world.said).toEqual([
      {
        name: 'SceneRendered',
        data: {
          ...{ jobId: clip.jobId, scene: 2, take: 1, clip: clip.clip, facts },
          firstFrame: mediaRef(`${home}/first.png`),
          lastFrame: mediaRef(`${home}/last.png`),
          thumbnail: mediaRef(`${home}/thumbnail.jpg`, 'image/jpeg'),
          seam: { kind: 'continuous', measure },
          ...{
            model: clip.model,
            costUsd: clip.costUsd,
            providerSeconds: clip.providerSeconds,
            adaptations: [],
          },
        },
      },
    ]);
    expect(world.openFolders).toBe(0);
    const metrics = await world.metrics.text();
    expect(metrics).toContain('kinoline_takes_total{model="veo_3_1_fast",outcome="rendered"} 1');
    expect(metrics).toContain('kinoline_seam_similarity_sum{kind="continuous"} 0.98');
  });

  it('measures no seam where no scene is before', async () => {
    await world.frame();
    expect(SceneRendered.data.parse(world.said[0]?.data).seam).toEqual({ kind: 'continuous' });
  });

  it.each([SceneRendered, SceneFailed])('does nothing for a take that has ended: $name', async (end) => {
    world.told.add(end);
    await world.frame();
    expect([world.said, world.read]).toEqual([[], []]);
  });

  it.each([
    ['clip-damaged', new UnusableClipError('the clip is empty')],
    ['clip-damaged', new IntegrityError('another hash')],
    ['output-lost', new ObjectMissingError('jobs/x/clip.mp4')],
  ])('says SceneFailed (%s) for what no try can mend', async (code, error) => {
    world.examine = () => Promise.reject(error);
    await world.frame();
    expect(world.onlyFailure()).toMatchObject({
      code,
      costUsd: 0.4,
      detail: error.message,
      retakeMayHelp: true,
    });
    expect(world.openFolders).toBe(0);
  });

  it.each([
    new StoreUnavailableError('no answer'),
    new RetryableError('ffmpeg found no room to write'),
    new IntegrityError('broken download', { retryable: true }),
    new Error('who knows'),
  ])('leaves the rest to another try: %p', async (error) => {
    world.get = () => Promise.reject(error);
    await expect(world.frame()).rejects.toBe(error);
    expect([world.said, world.openFolders]).toEqual([[], 0]);
  });

  it('ends the take when no other try follows, and keeps the message for a person', async () => {
    const full = new RetryableError('no room');
    world.put = () => Promise.reject(full);
    await expect(world.frame(arrivedClip(), { lastDelivery: true })).rejects.toBe(full);
    expect(world.onlyFailure()).toMatchObject({ code: 'tool-failed', retakeMayHelp: false });
  });

  it('ends the take when the store refuses us for good', async () => {
    const refused = new StoreRefusedError('wrong key');
    world.get = () => Promise.reject(refused);
    await expect(world.frame()).rejects.toBe(refused);
    expect(world.onlyFailure().code).toBe('tool-failed');
  });

  it('says nothing when it is stopped, even at the last delivery', async () => {
    const reason = new Error('shutdown');
    world.examine = () => Promise.reject(new UnusableClipError('killed half-way'));
    await expect(
      world.frame(arrivedClip(), { signal: AbortSignal.abort(reason), lastDelivery: true }),
    ).rejects.toBe(reason);
    expect(world.said).toEqual([]);
  });
});

describe('the seam of a framed clip', () => {
  const clip = arrivedClip({ previousLastFrame: mediaRef('jobs/before/last.png') });
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  it('is left out, not the clip, when the picture before is gone or cannot be read', async () => {
    world.get = (key) =>
      key.endsWith('last.png') ? Promise.reject(new ObjectMissingError(key)) : Promise.resolve();
    await world.frame(clip);
    world.get = () => Promise.resolve();
    world.compare = () => Promise.reject(new Error('no picture'));
    await world.frame(clip);
    expect(world.said.map(({ data }) => SceneRendered.data.parse(data).seam)).toEqual([
      { kind: 'continuous' },
      { kind: 'continuous' },
    ]);
  });

  it('waits for a store that is in trouble', async () => {
    const trouble = new StoreUnavailableError('no answer');
    world.get = (key) => (key.endsWith('last.png') ? Promise.reject(trouble) : Promise.resolve());
    await expect(world.frame(clip)).rejects.toBe(trouble);
    expect(world.said).toEqual([]);
  });
});
