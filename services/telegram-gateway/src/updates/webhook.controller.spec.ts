import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RetryableError } from '@kinoline/messaging';
import { type HttpException, Logger } from '@nestjs/common';
import type { ReceiveService } from './receive.service.js';
import { webhookControllerAt } from './webhook.controller.js';

interface Webhook {
  onUpdate(secret: unknown, body: unknown): Promise<void>;
}

describe('the webhook', () => {
  const receive = jest.fn<ReceiveService['receive']>();
  const settings = { telegram: { webhook: { url: 'https://bot.example/updates', secret: 'only-telegram' } } };
  let webhook: Webhook;
  beforeEach(() => {
    Logger.overrideLogger(false);
    receive.mockReset().mockResolvedValue();
    webhook = new (webhookControllerAt('/updates'))({ receive }, settings) as Webhook;
  });
  const statusOf = (secret: unknown, body: unknown): Promise<number> =>
    webhook.onUpdate(secret, body).then(
      () => 200,
      (error: unknown) => (error as HttpException).getStatus(),
    );

  it('takes an update as soon as it is said', async () => {
    const update = { update_id: 7, message: { text: 'hello' } };
    expect(await statusOf('only-telegram', update)).toBe(200);
    expect(receive.mock.calls as unknown).toEqual([[update]]);
  });

  it('has Telegram keep what could not be said', async () => {
    receive.mockRejectedValue(new RetryableError('NATS is away'));
    expect(await statusOf('only-telegram', { update_id: 7 })).toBe(503);
  });

  it('listens to nobody else', async () => {
    for (const secret of [undefined, '', 'only-telegran', ['only-telegram']]) {
      expect(await statusOf(secret, { update_id: 7 })).toBe(401);
    }
    for (const body of [undefined, null, 'x', [], {}, { update_id: -1 }, { update_id: '7' }]) {
      expect(await statusOf('only-telegram', body)).toBe(400);
    }
    expect(receive).not.toHaveBeenCalled();
  });
});
