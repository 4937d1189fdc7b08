import {
  Controller,
  ForbiddenException,
  Headers,
  HttpCode,
  Param,
  Post,
  type RawBodyRequest,
  Req,
} from '@nestjs/common';
import { WebhookService } from './webhook.service.js';

/** Hears the provider's webhooks. */
@Controller('webhooks/replicate')
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  /** Something happened to a prediction. Whatever is wrong with the request, the answer is the same. */
  @Post(':token')
  @HttpCode(204)
  async onWebhook(
    @Param('token') token: string,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: RawBodyRequest<object>,
  ): Promise<void> {
    const heard = await this.webhooks.hear({
      token,
      headers: {
        id: headers['webhook-id'],
        timestamp: headers['webhook-timestamp'],
        signature: headers['webhook-signature'],
      },
      body: request.rawBody ?? new Uint8Array(),
    });
    if (!heard) throw new ForbiddenException();
  }
}
