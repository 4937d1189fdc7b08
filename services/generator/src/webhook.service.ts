import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from './config.js';
import {
  CLOCK,
  type Clock,
  PREDICTION_PROVIDER,
  type PredictionProvider,
  TAKE_STORE,
  type TakeStore,
} from './ports.js';
import { isSignedBy, type WebhookHeaders } from './prediction/webhook-signature.js';
import { isOpen, type OpenTake, predictionIdSchema } from './take/take.js';
import { takeAfter } from './take/take-after.js';
import { readWebhookToken } from './take/take-key.js';

/** A webhook as it arrived. */
export interface Webhook {
  /** What stood in its address. */
  readonly token: string;
  readonly headers: WebhookHeaders;
  /** The body, byte for byte. */
  readonly body: Uint8Array;
}

/** How long the provider may take to tell the signing secret, in milliseconds. */
const secretMs = 10_000;

/**
 * What the provider tells by itself. A webhook only makes somebody look at once, or names the prediction of a take
 * whose answer was lost; what it says of the prediction's state is not used.
 */
@Injectable()
export class WebhookService {
  private readonly logger = new Logger(WebhookService.name);
  private secret: string | undefined;

  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(PREDICTION_PROVIDER) private readonly provider: PredictionProvider,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'webhookSecret'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns whether the webhook is genuine and of a take that is known */
  async hear({ token, headers, body }: Webhook): Promise<boolean> {
    const named = readWebhookToken(token);
    const take = named && (await this.takes.read(named.key));
    if (!take) return false;
    // An ended take learns nothing more.
    if (!isOpen(take)) return true;
    // The token first: asking for the signing secret costs a call, which a stranger must not be able to cause.
    if (!sameText(take.intent.token, named.token)) return false;
    if (!isSignedBy(await this.signingSecret(), headers, body, new Date(this.clock.now()))) return false;
    await this.pass(named.key, take, body);
    return true;
  }

  private async pass(key: string, take: OpenTake, body: Uint8Array): Promise<void> {
    const predictionId = take.state.name === 'sending' ? predictionIdIn(body) : undefined;
    if (predictionId !== undefined && (await this.takes.claim(predictionId, key)) === key) {
      const fact = { kind: 'created', predictionId, at: this.clock.now() } as const;
      await this.takes.change(key, (current) => takeAfter(current, fact));
    }
    await this.takes.change(key, (current) => takeAfter(current, { kind: 'nudged' }));
  }

  private async signingSecret(): Promise<string> {
    if (this.settings.webhookSecret !== undefined) return this.settings.webhookSecret;
    this.secret ??= await this.provider.webhookSecret({ signal: AbortSignal.timeout(secretMs) });
    this.logger.debug('the signing secret of webhooks is known');
    return this.secret;
  }
}

function predictionIdIn(body: Uint8Array): string | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : undefined;
    return predictionIdSchema.safeParse(id).data;
  } catch {
    return undefined;
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
