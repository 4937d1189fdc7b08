import { createHash, timingSafeEqual } from 'node:crypto';
import {
  BadRequestException,
  Body,
  Controller,
  Headers,
  HttpCode,
  Inject,
  Logger,
  Post,
  ServiceUnavailableException,
  type Type,
  UnauthorizedException,
} from '@nestjs/common';
import { z } from 'zod';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { ReceiveService } from './receive.service.js';

const bodySchema = z.looseObject({ update_id: z.int().nonnegative() });

/**
 * The address that Telegram brings updates to: the path of TELEGRAM_WEBHOOK_URL. The answer comes as soon as the update is
 * said; handling it is the queue's. Any other answer than 200 has Telegram deliver it again.
 */
export function webhookControllerAt(path: string): Type {
  @Controller(path)
  class WebhookController {
    private readonly logger = new Logger(WebhookController.name);

    constructor(
      private readonly receiving: ReceiveService,
      @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>,
    ) {}

    /** An update. */
    @Post()
    @HttpCode(200)
    async onUpdate(
      @Headers('x-telegram-bot-api-secret-token') secret: unknown,
      @Body() body: unknown,
    ): Promise<void> {
      if (!isSame(secret, this.settings.telegram?.webhook?.secret)) throw new UnauthorizedException();
      const update = bodySchema.safeParse(body);
      if (!update.success) throw new BadRequestException();
      try {
        await this.receiving.receive(update.data as Parameters<ReceiveService['receive']>[0]);
      } catch (error) {
        this.logger.warn('an update could not be said: Telegram keeps it', { err: error });
        throw new ServiceUnavailableException();
      }
    }
  }
  return WebhookController;
}

/** Compares in the same time whatever is the same in both. */
function isSame(given: unknown, wanted: string | undefined): boolean {
  if (typeof given !== 'string' || wanted === undefined) return false;
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
