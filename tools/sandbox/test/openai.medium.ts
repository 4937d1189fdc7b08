import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../src/index.js';
import type { Sandbox } from '../src/index.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.reset());

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['scenes'],
  properties: { scenes: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'string' } } },
};
const body = {
  model: 'gpt-5-mini',
  messages: [
    { role: 'system', content: 'Split the prompt.' },
    { role: 'user', content: [{ type: 'text', text: 'A fox crosses a frozen lake' }] },
  ],
  response_format: { type: 'json_schema', json_schema: { name: 'plan', strict: true, schema } },
};

interface CompletionJson {
  readonly choices: readonly {
    readonly message: { readonly content: string | null; readonly refusal: string | null };
    readonly finish_reason: string;
  }[];
  readonly usage: { readonly total_tokens: number };
}

function post(asked: unknown, key = 'sk-test'): Promise<Response> {
  return fetch(`${sandbox.openaiBaseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
}

async function choice(): Promise<CompletionJson['choices'][number] | undefined> {
  const completion = (await (await post(body)).json()) as CompletionJson;
  return completion.choices[0];
}

describe('chat completions', () => {
  it('answer with an instance of the schema, and are ledgered', async () => {
    const before = sandbox.ledger().length;
    const response = await post(body);
    expect(response.status).toBe(200);
    const completion = (await response.json()) as CompletionJson;
    const { scenes } = JSON.parse(completion.choices[0]?.message.content ?? '') as { scenes: string[] };
    expect(scenes).toHaveLength(2);
    expect(scenes[0]).toContain('A fox crosses a frozen lake');
    expect(completion.usage.total_tokens).toBeGreaterThan(10);
    const entry = sandbox.ledger()[before];
    expect(entry).toMatchObject({ provider: 'openai', model: 'gpt-5-mini', operation: 'chat.completion' });
    expect(entry?.input).toEqual(body);
  });

  it('refuse a wrong key, a loose schema and unknown arguments, for nothing', async () => {
    const before = sandbox.ledger().length;
    const loose = { ...schema, additionalProperties: true };
    const format = { type: 'json_schema', json_schema: { name: 'plan', strict: true, schema: loose } };
    const wrongSchema = await post({ ...body, response_format: format });
    expect(wrongSchema.status).toBe(400);
    expect(await wrongSchema.json()).toMatchObject({
      error: { type: 'invalid_request_error', param: 'response_format', code: null },
    });
    expect((await post({ ...body, tempreature: 1 })).status).toBe(400);
    expect((await post(body, 'wrong')).status).toBe(401);
    expect(sandbox.ledger()).toHaveLength(before);
  });

  it('end in a refusal, in half an answer or in the filter on demand', async () => {
    for (const end of ['refusal', 'length', 'content_filter'] as const) {
      sandbox.behave({ match: { provider: 'openai' }, action: { kind: 'completion', end }, times: 1 });
    }
    expect((await choice())?.message.refusal).toContain('sorry');
    const cut = await choice();
    expect(cut?.finish_reason).toBe('length');
    expect(() => void JSON.parse(cut?.message.content ?? '')).toThrow();
    expect((await choice())?.finish_reason).toBe('content_filter');
    expect((await choice())?.finish_reason).toBe('stop');
  });

  it('are throttled and dropped on demand', async () => {
    sandbox.behave({ action: { kind: 'respond', status: 429, retryAfter: 2 }, times: 1 });
    sandbox.behave({ action: { kind: 'drop', when: 'after' }, times: 1 });
    const response = await post(body);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
    const before = sandbox.ledger().length;
    await expect(post(body)).rejects.toThrow();
    expect(sandbox.ledger()).toHaveLength(before + 1);
  });

  it('answer in plain words without a format', async () => {
    const completion = (await (await post({ ...body, response_format: undefined })).json()) as CompletionJson;
    expect(completion.choices[0]?.message.content).toContain('A fox');
  });
});
