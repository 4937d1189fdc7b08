import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { modelInputSchemas, startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';
import type { PredictionJson } from './replicate-client.js';
import { authorization, create, ended, fast, finish, get, reach, small } from './replicate-client.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

interface FileJson {
  readonly id: string;
  readonly size: number;
  readonly urls: { readonly get: string };
}

async function upload(text: string, at = sandbox): Promise<FileJson> {
  const form = new FormData();
  form.append('content', new Blob([text], { type: 'text/plain' }), 'a.txt');
  const url = `${at.replicateBaseUrl}/v1/files`;
  return (await (
    await fetch(url, { method: 'POST', headers: authorization, body: form })
  ).json()) as FileJson;
}

async function status(url: string, method = 'GET'): Promise<number> {
  const response = await fetch(url, { method, headers: authorization });
  await response.body?.cancel();
  return response.status;
}

describe('files', () => {
  it('are kept until they are deleted', async () => {
    const file = await upload('hello');
    expect(file.size).toBe(5);
    expect(await (await fetch(`${file.urls.get}/download`, { headers: authorization })).text()).toBe('hello');
    expect(await status(file.urls.get, 'DELETE')).toBe(204);
    expect(await status(file.urls.get)).toBe(404);
  });

  it('expire', async () => {
    const brief = await startSandbox({ expiry: { fileMs: 300 } });
    try {
      const file = await upload('hello', brief);
      for (let code = 200; code !== 404;) code = await status(file.urls.get);
    } finally {
      await brief.stop();
    }
  });
});

describe('outputs', () => {
  it('are served in ranges, with their length and without a token', async () => {
    const { output } = await finish(sandbox);
    const whole = await (await fetch(output ?? '')).bytes();
    const part = await fetch(output ?? '', { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${whole.length}`);
    expect(Buffer.from(await part.bytes())).toEqual(Buffer.from(whole.slice(100, 200)));
    const head = await fetch(output ?? '', { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(whole.length));
  });
});

describe('Cancel-After', () => {
  it('aborts what has not begun and cancels what has', async () => {
    const slow = await startSandbox({ latency: { startingMs: 60_000 } });
    try {
      sandbox.behave({ action: { kind: 'hang' }, times: 1 });
      const headers = { ...authorization, 'content-type': 'application/json', 'cancel-after': '5s' };
      const body = JSON.stringify({ input: small });
      const begin = async (at: Sandbox): Promise<PredictionJson> => {
        const url = `${at.replicateBaseUrl}/v1/models/${fast}/predictions`;
        return (await (await fetch(url, { method: 'POST', headers, body })).json()) as PredictionJson;
      };
      const begun = await Promise.all([begin(slow), begin(sandbox)]);
      const states = await Promise.all(begun.map((prediction) => reach(prediction, ...ended)));
      expect(states.map(({ status: state }) => state)).toEqual(['aborted', 'canceled']);
    } finally {
      await slow.stop();
    }
  });
});

describe('the rest of the API', () => {
  it('shows models with their schema, the account and the webhook secret', async () => {
    const model = await get<{
      latest_version: { openapi_schema: { components: { schemas: { Input: unknown } } } };
    }>(`${sandbox.replicateBaseUrl}/v1/models/${fast}`);
    expect(model.latest_version.openapi_schema.components.schemas.Input).toEqual(modelInputSchemas[fast]);
    expect(await status(`${sandbox.replicateBaseUrl}/v1/account`)).toBe(200);
    expect(await get(`${sandbox.replicateBaseUrl}/v1/webhooks/default/secret`)).toEqual({
      key: sandbox.webhookSecret,
    });
  });

  it('keeps the bytes of images out of the ledger', async () => {
    const image = `data:image/png;base64,${'A'.repeat(4_000)}`;
    await reach(await create(sandbox, { ...small, image }), ...ended);
    expect(sandbox.ledger().at(-1)?.input['image']).toMatch(
      /^data:image\/png;base64,sha256:[0-9a-f]{64}:4022$/,
    );
  });
});
