import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, waitFor } from '@kinoline/testing';
import { isOpen } from '../src/take/take.js';
import { takeKeyOf, webhookTokenOf } from '../src/take/take-key.js';
import { requestFor } from './factories.js';
import { type GeneratorLine, startLine } from './generator-line.js';

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

  it('webhooks are believed when they are signed, and only make it look', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const generator = await line.startGenerator({ HTTP_PORT: String(port), PUBLIC_WEBHOOK_URL: url });
    const request = requestFor('webhook');
    line.sandbox.behave({ match: { promptIncludes: request.planned.prompt }, action: { kind: 'hang' } });
    await line.request(request);
    // The provider tells that the prediction has started.
    const take = await waitFor(
      async () => {
        const standing = await line.state(request, 'waiting');
        return isOpen(standing) && standing.nudges > 0 ? standing : undefined;
      },
      { what: 'the first webhook' },
    );
    const token = webhookTokenOf(takeKeyOf(request), take.intent.token);
    const body = JSON.stringify({ id: 'another', status: 'succeeded', output: 'https://evil.test/film.mp4' });

    const send = (secret: string, to: string) => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const signature = createHmac('sha256', key).update(`msg.${timestamp}.${body}`).digest('base64');
      const headers = {
        'content-type': 'application/json',
        'webhook-id': 'msg',
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,AAAA v1,${signature}`,
      };
      return fetch(`${url}/webhooks/replicate/${to}`, { method: 'POST', headers, body }).then(
        ({ status }) => status,
      );
    };
    expect(await send(line.sandbox.webhookSecret, token)).toBe(204);
    expect(await send('whsec_d3Jvbmc=', token)).toBe(403);
    expect(await send(line.sandbox.webhookSecret, webhookTokenOf(takeKeyOf(request), 'guessed'))).toBe(403);
    expect(await send(line.sandbox.webhookSecret, 'nonsense')).toBe(403);
    const after = await line.state(request, 'waiting');
    expect(isOpen(after) && after.nudges).toBe(take.nudges + 1);

    await line.cancel(request.jobId);
    expect((await line.ending(request)).failed?.code).toBe('cancelled');
    await generator.stop();
  });

  it('a webhook finds the prediction whose answer was lost', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const generator = await line.startGenerator({ HTTP_PORT: String(port), PUBLIC_WEBHOOK_URL: url });
    const request = requestFor('lost, then told');
    const match = { promptIncludes: request.planned.prompt };
    line.sandbox.behave({ match, action: { kind: 'drop', when: 'after' } });
    line.sandbox.behave({
      match: { operation: 'prediction.list' },
      action: { kind: 'respond', status: 500 },
    });
    await line.request(request);
    expect((await line.ending(request)).clip?.predictionId).toBe(line.paid(request)[0]?.id);
    await generator.stop();
  });
});
