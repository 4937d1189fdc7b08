import type { MediaRef } from '@kinoline/contracts';
import {
  MEDIA_STORE,
  type MediaStore,
  MediaStoreError,
  IntegrityError,
  takeKey,
  TooLargeError,
} from '@kinoline/media-store';
import { Inject, Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import {
  CLOCK,
  type Clock,
  OUTPUT_SOURCE,
  OutputError,
  type OutputSource,
  TAKE_STORE,
  type TakeStore,
} from '../ports.js';
import { quotable } from '../prediction/failure-text.js';
import { outputLivesMs } from '../prediction/outcome.js';
import type { Fact, Failure } from '../take/fact.js';
import type { TakeIn } from '../take/take.js';
import { takeAfter } from '../take/take-after.js';
import type { Progress, Step } from './step.js';

/** How often a file that is said to be gone is asked for. */
const triesWhenGone = 3;

/** How often a file that does not arrive whole is fetched. */
const triesWhenBroken = 6;

/** How many files one replica copies at once: each is spooled on its disk. */
const copiesAtOnce = 4;

/** Copying: bring the file into the store. Copying is free, so it is tried for as long as the provider keeps the file. */
@Injectable()
export class CopyStep implements Step<'copying'> {
  private readonly limit = pLimit(copiesAtOnce);

  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(OUTPUT_SOURCE) private readonly outputs: OutputSource,
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'maxClipBytes'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(key: string, take: TakeIn<'copying'>, progress: Progress): Promise<number> {
    const fact = await this.copy(take, progress);
    await this.takes.change(key, (current) => takeAfter(current, fact));
    return 0;
  }

  private async copy(take: TakeIn<'copying'>, progress: Progress): Promise<Fact> {
    try {
      return { kind: 'copied', clip: await this.limit(() => this.fetch(take, progress.signal)) };
    } catch (error) {
      const failure = progress.signal.aborted ? undefined : this.lastWord(error, take, progress.repeats + 1);
      if (failure) return { kind: 'copy-failed', failure };
      throw error;
    }
  }

  /** The key follows from the take, so a second copy replaces the first by the same bytes. */
  private async fetch({ intent, state }: TakeIn<'copying'>, signal: AbortSignal): Promise<MediaRef> {
    const { jobId, scene, take } = intent.request;
    const { stream, bytes } = await this.outputs.open(state.output, { signal });
    return this.store.putStream(takeKey(jobId, scene, take, 'clip.mp4'), stream, {
      contentType: 'video/mp4',
      maxBytes: this.settings.maxClipBytes,
      ...(bytes === undefined ? {} : { bytes }),
      signal,
    });
  }

  /** What to say when another try makes no sense. */
  private lastWord(error: unknown, { state }: TakeIn<'copying'>, tries: number): Failure | undefined {
    const detail = error instanceof Error ? quotable(error.message) : 'an unknown error';
    const lost = (code: Failure['code']): Failure => ({ code, detail, retakeMayHelp: true, cost: 'price' });
    if (error instanceof TooLargeError) return lost('clip-damaged');
    if (error instanceof OutputError) {
      if (error.reason === 'refused') return { ...lost('provider-failed'), retakeMayHelp: false };
      if (error.reason === 'gone' && tries >= triesWhenGone) return lost('output-lost');
    } else if (!isStoreTrouble(error) && tries >= triesWhenBroken) return lost('clip-damaged');
    return this.clock.now() - state.since > outputLivesMs ? lost('output-lost') : undefined;
  }
}

/** The store is away, full or refuses us: that says nothing about the file. */
function isStoreTrouble(error: unknown): boolean {
  return error instanceof MediaStoreError && !(error instanceof IntegrityError);
}
