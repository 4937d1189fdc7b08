import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../src/index.js';

export const fast = 'google/veo-3.1-fast';
export const authorization = { authorization: 'Bearer r8_test' };

/** What of a prediction the tests look at. */
export interface PredictionJson {
  readonly id: string;
  readonly status: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly logs: string;
  readonly input: Record<string, unknown>;
  readonly data_removed: boolean;
  readonly webhook?: string;
  readonly urls: { readonly get: string; readonly cancel: string };
  readonly metrics: { readonly predict_time?: number };
}

export const small = { prompt: 'A fox', duration: 4, resolution: '720p', generate_audio: false };

/** POSTs a creation as it is. */
export function post(
  sandbox: Sandbox,
  body: unknown,
  model = fast,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${sandbox.replicateBaseUrl}/v1/models/${model}/predictions`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export async function create(sandbox: Sandbox, input: unknown = small, extra = {}): Promise<PredictionJson> {
  const response = await post(sandbox, { input, ...extra });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as PredictionJson;
}

export async function get<T = PredictionJson>(url: string): Promise<T> {
  return (await (await fetch(url, { headers: authorization })).json()) as T;
}

/** Polls until the prediction is in one of the states. */
export async function reach(prediction: PredictionJson, ...states: string[]): Promise<PredictionJson> {
  for (;;) {
    const now = await get(prediction.urls.get);
    if (states.includes(now.status)) return now;
    await pause(20);
  }
}

export const ended = ['succeeded', 'failed', 'canceled', 'aborted'];

/** Creates a prediction and polls until its end. */
export async function finish(sandbox: Sandbox, input: unknown = small, extra = {}): Promise<PredictionJson> {
  return reach(await create(sandbox, input, extra), ...ended);
}
