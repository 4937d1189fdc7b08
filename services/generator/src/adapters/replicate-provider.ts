import {
  type CallOptions,
  type CreateRequest,
  type Creation,
  type PredictionProvider,
  ProviderError,
  type ProviderFile,
} from '../ports.js';
import type { Prediction } from '../prediction/prediction.js';
import type { z } from 'zod';
import type { CallPace } from './call-pace.js';
import {
  type Answer,
  creationOfError,
  creationOfRefusal,
  errorOfAnswer,
  errorOfFailure,
} from './replicate-errors.js';
import type { Call, ReplicateHttp } from './replicate-http.js';
import {
  createdBodySchema,
  fileBodySchema,
  predictionBodySchema,
  predictionPageSchema,
  secretBodySchema,
} from './replicate-schemas.js';

/** Most pages of 100 predictions that are read in one search. */
const pagesMax = 20;

/** How long any call but a creation may take, in milliseconds. */
const callMs = 30_000;

const json = { 'content-type': 'application/json' };

/** Replicate's HTTP API (replicate.com/docs/reference/http). */
export class ReplicateProvider implements PredictionProvider {
  constructor(
    private readonly http: ReplicateHttp,
    private readonly pace: CallPace,
  ) {}

  async create(create: CreateRequest, { signal }: CallOptions): Promise<Creation> {
    try {
      const answer = await this.http.call({ ...creationCall(create), signal });
      if (answer.status < 200 || answer.status >= 300) return creationOfRefusal(answer);
      const prediction = createdBodySchema.safeParse(answer.body);
      if (prediction.success) return { kind: 'created', predictionId: prediction.data.id };
      return { kind: 'unknown', detail: `Replicate answered ${answer.status} without a prediction` };
    } catch (error) {
      return creationOfError(error);
    }
  }

  async look(predictionId: string, options: CallOptions): Promise<Prediction | undefined> {
    const call = {
      method: 'GET',
      path: `/v1/predictions/${predictionId}`,
      template: '/v1/predictions/{id}',
    } as const;
    const answer = await this.ask(call, options);
    return answer.status === 404 ? undefined : parsed(predictionBodySchema, answer);
  }

  async cancel(predictionId: string, options: CallOptions): Promise<void> {
    const path = `/v1/predictions/${predictionId}/cancel`;
    const answer = await this.ask({ method: 'POST', path, template: '/v1/predictions/{id}/cancel' }, options);
    // 404: unknown; 409 and 422: it has ended. In each case there is nothing to cancel.
    if (![404, 409, 422].includes(answer.status)) succeeded(answer);
  }

  async *list(earliest: Date, options: CallOptions): AsyncGenerator<Prediction> {
    let path = '/v1/predictions';
    for (let page = 0; page < pagesMax; page++) {
      const answer = await this.ask({ method: 'GET', path, template: '/v1/predictions' }, options);
      const { results, next } = parsed(predictionPageSchema, answer);
      const young = results.filter(({ createdAt }) => createdAt >= earliest);
      yield* young;
      if (young.length < results.length || typeof next !== 'string') return;
      path = this.http.pathOf(next);
    }
  }

  async upload({ name, contentType, bytes }: ProviderFile, options: CallOptions): Promise<string> {
    // The form is written out as bytes: its length is then known, and nothing streams.
    const form = new FormData();
    form.set('content', new Blob([new Uint8Array(bytes)], { type: contentType }), name);
    const encoded = new Response(form);
    const headers = { 'content-type': encoded.headers.get('content-type') ?? 'multipart/form-data' };
    const body = Buffer.from(await encoded.arrayBuffer());
    const answer = await this.ask(
      { method: 'POST', path: '/v1/files', template: '/v1/files', headers, body },
      options,
    );
    return parsed(fileBodySchema, answer).urls.get;
  }

  async webhookSecret(options: CallOptions): Promise<string> {
    const path = '/v1/webhooks/default/secret';
    return parsed(secretBodySchema, await this.ask({ method: 'GET', path, template: path }, options)).key;
  }

  /** One paced call; 4xx but 401, 402, 403 and 429 are left to the caller. */
  private async ask(call: Omit<Call, 'signal'>, { signal }: CallOptions): Promise<Answer> {
    await this.pace.turn({ signal });
    const answer = await this.http
      .call({ ...call, signal: AbortSignal.any([signal, AbortSignal.timeout(callMs)]) })
      .catch((error: unknown) => {
        throw errorOfFailure(error);
      });
    const error = answer.status >= 400 ? errorOfAnswer(answer) : undefined;
    if (!error || error.reason === 'refused') return answer;
    if (error.delayMs !== undefined) this.pace.rest(error.delayMs);
    throw error;
  }
}

function creationCall({ model, inputs, webhook, cancelAfterSeconds }: CreateRequest): Omit<Call, 'signal'> {
  const notice = webhook === undefined ? {} : { webhook, webhook_events_filter: ['start', 'completed'] };
  return {
    method: 'POST',
    path: `/v1/models/${model}/predictions`,
    template: '/v1/models/{owner}/{name}/predictions',
    fresh: true,
    headers: { ...json, 'cancel-after': `${cancelAfterSeconds}s` },
    body: JSON.stringify({ input: inputs, ...notice }),
  };
}

function succeeded(answer: Answer): void {
  if (answer.status >= 300) throw errorOfAnswer(answer);
}

function parsed<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  succeeded(answer);
  const result = schema.safeParse(answer.body);
  if (result.success) return result.data;
  throw new ProviderError('unreachable', `Replicate answered ${answer.status} with something unexpected`);
}
