import { randomBytes } from 'node:crypto';
import {
  ClipGenerated,
  type DataOf,
  expectedWaitSeconds,
  type JobCancelled,
  modelInput,
  type ModelCatalogue,
  priceOf,
  resolveModel,
  SceneFailed,
  SceneRequested,
} from '@kinoline/contracts';
import { MESSAGE_HISTORY, type MessageHistory } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { microUsdOf } from './budget/micro-usd.js';
import { leased } from './keeper/lease.js';
import { TakeKeeper } from './keeper/take-keeper.js';
import { CATALOGUE, CLOCK, type Clock, TAKE_STORE, type TakeStore } from './ports.js';
import type { Intent, OpenTake } from './take/take.js';
import { askedModelOf } from './take/asked-model.js';
import { isCalledOff } from './take/called-off.js';
import { takeAfter } from './take/take-after.js';
import { takeKeyOf } from './take/take-key.js';
import { activeTrace } from './take-context.js';

/** A job and its cut that is called off. */
type Cancellation = Pick<DataOf<typeof JobCancelled>, 'jobId' | 'cut'>;

/** What the line asks of the generator. */
@Injectable()
export class GenerateService {
  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly keeper: TakeKeeper,
  ) {}

  /**
   * Records that a take is wanted and sends it. Returns as soon as its prediction is known, or it is clear that it
   * cannot be sent now, or the signal fires: from the record on, the take is carried to its end without this call.
   */
  async begin(request: DataOf<typeof SceneRequested>, signal: AbortSignal): Promise<void> {
    const key = takeKeyOf(request);
    if (!(await this.takes.read(key))) {
      if (await this.wasTold(request)) return;
      await this.takes.create(key, this.intended(request));
    }
    await Promise.race([this.keeper.keep(key), aborted(signal)]);
  }

  /**
   * Stops every take of a job that was wanted for the cut that is called off, or an earlier one: what was not sent never
   * is, what runs is cancelled at the provider. What a later cut wants is left alone.
   */
  async cancel(cancellation: Cancellation, signal: AbortSignal): Promise<void> {
    const at = this.clock.now();
    for (const key of await this.takes.keysOf(cancellation.jobId)) {
      signal.throwIfAborted();
      await this.takes.change(key, (take) =>
        isCalledOff(take.intent.request, [cancellation.cut])
          ? takeAfter(take, { kind: 'stop-wanted', because: 'cancelled', at })
          : take,
      );
    }
  }

  /** Whether the take came to its end before, although its record is gone: it is never begun anew. */
  private async wasTold({ jobId, scene, take }: DataOf<typeof SceneRequested>): Promise<boolean> {
    const identity = { jobId, scene, take };
    const clip = await this.history.first(ClipGenerated, identity);
    return clip !== undefined || (await this.history.first(SceneFailed, identity)) !== undefined;
  }

  private intended(request: DataOf<typeof SceneRequested>): OpenTake {
    const now = this.clock.now();
    const take: OpenTake = {
      version: 1,
      intent: this.intentOf(request, now),
      nudges: 0,
      state: { name: 'intended', notBefore: 0 },
    };
    return leased(take, this.keeper.keeper, now);
  }

  private intentOf(request: DataOf<typeof SceneRequested>, at: number): Intent {
    const { settings, planned } = request;
    const model = askedModelOf(request);
    const resolved = resolveModel(this.catalogue, model, new Date(at));
    const common = { request, token: randomBytes(24).toString('base64url'), at, trace: activeTrace() };
    // Without a card nothing is sent; the sending step says so.
    if (!resolved) return { ...common, model, priceMicroUsd: 0, expectedSeconds: 0 };
    const { card } = resolved;
    const { seconds } = modelInput(card, {
      settings,
      prompt: planned.prompt,
      seconds: planned.seconds,
    }).expected;
    const price = priceOf(card, { seconds, audio: settings.audio, on: new Date(at) });
    const expectedSeconds = expectedWaitSeconds(card, seconds);
    return { ...common, model: card.id, priceMicroUsd: microUsdOf(price), expectedSeconds };
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
