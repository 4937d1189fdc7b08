import { setTimeout as pause } from 'node:timers/promises';
import { SettingsError } from '@kinoline/observability';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { IntroduceService } from './introduce.service.js';
import { PollingService } from './polling.service.js';
import { TokenRefusedError, WebhookRefusedError } from './update-errors.js';
import { WebhookService } from './webhook.service.js';

/** Ends the process with an error, so that whoever runs it sees it. */
export type EndProcess = () => void;

/** Injection token of {@link EndProcess}. */
export const END_PROCESS = Symbol('EndProcess');

/**
 * How long the start waits for Telegram's answers; after that, or when Telegram cannot be reached, it goes on and keeps
 * asking. In milliseconds.
 */
const firstLookMs = 30_000;
/** How long the end waits for what is under way. In milliseconds. */
const lastWaitMs = 5_000;

/** Has the bot live as long as the application does: meets Telegram, presents the bot, has updates come. */
@Injectable()
export class LiveService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(LiveService.name);
  private readonly stop = new AbortController();
  private living: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>,
    @Inject(END_PROCESS) private readonly endProcess: EndProcess,
    private readonly introduction: IntroduceService,
    private readonly polling: PollingService,
    private readonly webhook: WebhookService,
  ) {}

  /** @throws SettingsError when Telegram does not accept the token, or the address of the webhook */
  async onApplicationBootstrap(): Promise<void> {
    await this.firstLook();
    this.living = this.live();
  }

  /** First of all at the end: no update is taken any more, what was taken is said, the duty of polling is free. */
  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await Promise.race([this.living, pause(lastWaitMs, undefined, { ref: false })]);
  }

  private async firstLook(): Promise<void> {
    const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(firstLookMs)]);
    try {
      await this.introduction.meet(signal);
      await this.webhook.begin(signal);
    } catch (error) {
      const isWrong = error instanceof TokenRefusedError || error instanceof WebhookRefusedError;
      if (isWrong) throw new SettingsError(`settings: ${error.message}`);
      this.logger.warn(`Telegram cannot be reached yet: ${String(error)}; this service asks on`);
    }
  }

  private async live(): Promise<void> {
    const { signal } = this.stop;
    const updates = this.settings.telegram?.webhook ? this.webhook : this.polling;
    try {
      await Promise.all([this.introduction.run(signal), updates.run(signal)]);
    } catch (error) {
      if (signal.aborted) return;
      this.logger.error(`the bot cannot go on: ${String(error)}`);
      this.endProcess();
    }
  }
}
