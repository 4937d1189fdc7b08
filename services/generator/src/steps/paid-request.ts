import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import {
  CLOCK,
  type Clock,
  type Creation,
  PREDICTION_PROVIDER,
  type PredictionProvider,
  TAKE_STORE,
  type TakeStore,
} from '../ports.js';
import type { Fact } from '../take/fact.js';
import { predictionIdOf, type Sent } from '../take/take.js';
import { takeAfter } from '../take/take-after.js';
import { CreateGate } from './create-gate.js';
import type { Prepared } from './take-preparation.js';

/** A process that slept longer than this between marking and sending sends nothing, in milliseconds. */
const sendAtOnceMs = 5000;

/** The right to send one request: given once, by the take's change to `sending`. */
export interface SendingRight {
  readonly sender: string;
  readonly at: number;
  readonly inputs: Prepared['inputs'];
  readonly sent: Sent;
}

/** The only place from which anything paid is asked for. */
@Injectable()
export class PaidRequest {
  private readonly logger = new Logger(PaidRequest.name);

  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(PREDICTION_PROVIDER) private readonly provider: PredictionProvider,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'predictions'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly gate: CreateGate,
  ) {}

  /** Sends once and records what is known then. */
  async send(key: string, right: SendingRight): Promise<void> {
    const slept = this.clock.now() - right.at > sendAtOnceMs;
    const creation = slept ? notSent : await this.create(right);
    if (creation.kind === 'not-created' && creation.busy) this.gate.closeFor(creation.delayMs);
    if (creation.kind !== 'created')
      this.logger.warn(`take not created (${creation.kind}): ${detailOf(creation)}`);
    await this.record(key, right.sender, creation);
  }

  private create({ inputs, sent }: SendingRight): Promise<Creation> {
    const { model, webhook } = sent;
    const { createTimeoutMs, deadlineMs } = this.settings.predictions;
    return this.provider.create(
      {
        model,
        inputs,
        ...(webhook === undefined ? {} : { webhook }),
        cancelAfterSeconds: Math.ceil(deadlineMs / 1000),
      },
      { signal: AbortSignal.timeout(createTimeoutMs) },
    );
  }

  /** An unknown answer is not recorded: the take stays as it is, and is looked for. */
  private async record(key: string, sender: string, creation: Creation): Promise<void> {
    const fact = await this.factOf(key, sender, creation);
    if (!fact) return;
    const take = await this.takes.change(key, (current) => takeAfter(current, fact));
    if (fact.kind !== 'created') return;
    if (!take || predictionIdOf(take) !== fact.predictionId) await this.abandon(fact.predictionId);
  }

  private async factOf(key: string, sender: string, creation: Creation): Promise<Fact | undefined> {
    switch (creation.kind) {
      case 'created': {
        const { predictionId } = creation;
        // Another take that looks the same and lost its answer may have found this prediction first; then this one
        // will find that one's.
        if ((await this.takes.claim(predictionId, key)) !== key) return undefined;
        return { kind: 'created', predictionId, at: this.clock.now() };
      }
      case 'not-created':
        return { kind: 'not-created', sender, notBefore: this.clock.now() + creation.delayMs };
      case 'refused':
        return { kind: 'refused', sender, failure: creation.failure };
      case 'unknown':
        return undefined;
    }
  }

  /** The answer came after the take was given up as ambiguous and told so: nobody will use it. */
  private async abandon(predictionId: string): Promise<void> {
    this.logger.error(`prediction ${predictionId} was created after its take was given up: cancelling it`);
    await this.provider
      .cancel(predictionId, { signal: AbortSignal.timeout(this.settings.predictions.createTimeoutMs) })
      .catch((error: unknown) => this.logger.error(error));
  }
}

const notSent: Creation = {
  kind: 'not-created',
  busy: false,
  delayMs: 0,
  detail: 'the process slept; nothing was sent',
};

function detailOf(creation: Exclude<Creation, { kind: 'created' }>): string {
  return creation.kind === 'refused' ? creation.failure.detail : creation.detail;
}
