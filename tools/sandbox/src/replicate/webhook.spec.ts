import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newWebhookSecret, signedHeaders } from './webhook.js';

describe('a signed webhook', () => {
  it('is the HMAC over id, time and body with the decoded secret', () => {
    const secret = newWebhookSecret();
    const headers = signedHeaders(secret, 'msg_1', 1_700_000_000, '{"a":1}');
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update('msg_1.1700000000.{"a":1}').digest('base64');
    expect(headers).toMatchObject({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1700000000',
      'webhook-signature': `v1,${expected}`,
    });
  });
});
