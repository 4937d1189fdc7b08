import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SpawnedService, waitFor } from '@kinoline/testing';
import { isOpen } from '../src/take/take.js';
import { takeKeyOf, webhookTokenOf } from '../src/take/take-key.js';
import { requestFor } from './factories.js';
import { type GeneratorLine, startLine } from './generator-line.js';
import { type HttpWay, openWayTo } from './http-ways.js';
import { pngOf } from './png.js';

describe('access', () => {
  let line: GeneratorLine;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.stop());

  it('without a token there is no generator, and one line says which variable to set', async () => {
    const start = line.startGenerator({ REPLICATE_API_TOKEN: '' });
    await expect(start).rejects.toThrow(/generator: settings: REPLICATE_API_TOKEN is not set/);
  });

  it('with a wrong token the take fails, and the log says which variable to mend', async () => {
    const generator = await line.startGenerator({ REPLICATE_API_TOKEN: 'not-a-token' });
    const request = requestFor('wrong token');
    await line.request(request);
    const { failed } = await line.ending(request);
    expect(failed).toMatchObject({ code: 'provider-unauthorised', costUsd: 0, retakeMayHelp: false });
    expect(generator.lines().join('\n')).toContain('set REPLICATE_API_TOKEN');
    expect(generator.lines().join('\n')).not.toContain('not-a-token');
    await generator.stop();
  });

  it('of the provider to the store is by addresses that are signed when they are needed', async () => {
    const generator = await line.startGenerator({ S3_PUBLIC_ENDPOINT: line.storeUrl });
    const startFrame = await line.picture(pngOf(64, 64));
    const request = requestFor('public store', { startFrame });
    await line.request(request);
    expect((await line.ending(request)).clip).toBeDefined();
    const image = String(line.paid(request)[0]?.input['image']);
    expect(image.startsWith(line.storeUrl)).toBe(true);
    expect(image).toContain('X-Amz-Signature=');
    await generator.stop();
  });

  describe('of webhooks', () => {
    let generator: SpawnedService;
    let way: HttpWay;
    beforeAll(async () => {
      // The generator has to know its public address before it has a port.
      way = await openWayTo(() => generator.url);
      generator = await line.startGenerator({ PUBLIC_WEBHOOK_URL: way.url });
    });
    afterAll(async () => {
      await generator.stop();
      await way.close();
    });

    /** Sends a webhook as anybody could, signed with a secret; the answer's status. */
    async function webhook(secret: string, token: string): Promise<number> {
      const body = JSON.stringify({
        id: 'another',
        status: 'succeeded',
        output: 'https://evil.test/film.mp4',
      });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const signature = createHmac('sha256', key).update(`msg.${timestamp}.${body}`).digest('base64');
      const headers = {
        'content-type': 'application/json',
        'webhook-id': 'msg',
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,AAAA v1,${signature}`,
      };
      const address = `${generator.url}/webhooks/replicate/${token}`;
      return (await fetch(address, { method: 'POST', headers, body })).status;
    }

    it('is given to signed ones of a known take, and they only make it look', async () => {
      const request = requestFor('webhook');
      line.sandbox.behave({ match: { promptIncludes: request.planned.prompt }, action: { kind: 'hang' } });
      await line.request(request);
      const told = async () => {
        const take = await line.state(request, 'waiting');
        return isOpen(take) && take.nudges > 0 ? take : undefined;
      };
      const take = await waitFor(told, { what: 'the first webhook' });
      const token = webhookTokenOf(takeKeyOf(request), take.intent.token);
      const { webhookSecret } = line.sandbox;

      expect(await webhook(webhookSecret, token)).toBe(204);
      expect(await webhook('whsec_d3Jvbmc=', token)).toBe(403);
      expect(await webhook(webhookSecret, webhookTokenOf(takeKeyOf(request), 'guessed'))).toBe(403);
      expect(await webhook(webhookSecret, 'nonsense')).toBe(403);
      expect(await line.state(request, 'waiting')).toMatchObject({ nudges: take.nudges + 1 });

      await line.cancel(request);
      expect((await line.ending(request)).failed?.code).toBe('cancelled');
    });

    it('finds the prediction whose answer was lost', async () => {
      const request = requestFor('lost, then told');
      const match = { promptIncludes: request.planned.prompt };
      line.sandbox.behave({ match, action: { kind: 'drop', when: 'after' } });
      line.sandbox.behave({
        match: { operation: 'prediction.list' },
        action: { kind: 'respond', status: 500 },
      });
      await line.request(request);
      expect((await line.ending(request)).clip?.predictionId).toBe(line.paid(request)[0]?.id);
    });
  });
});
