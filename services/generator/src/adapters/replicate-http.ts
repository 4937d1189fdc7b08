import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { Agent, type Dispatcher, request } from 'undici';
import { type Answer, retryAfterMsOf } from './replicate-errors.js';

/** One call to Replicate. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Path below the base URL, for example `/v1/predictions/abc`. */
  readonly path: string;
  /** The path without ids, for the trace. */
  readonly template: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Use a connection that nothing was sent on before. */
  readonly fresh?: boolean;
  readonly signal: AbortSignal;
}

/** How long a connection may take to be made, in milliseconds. */
const connectMs = 10_000;

/**
 * Speaks HTTP to Replicate: every call is exactly one request. undici's `request` neither retries nor follows
 * redirects; clients that do re-send a POST when the connection breaks, which here would pay twice.
 */
export class ReplicateHttp {
  private readonly agent = new Agent({ connect: { timeout: connectMs } });
  /**
   * A connection of its own for every paid request (`pipelining: 0` switches keep-alive off): on a kept one that the
   * provider is just closing, nobody could tell whether the request was read.
   */
  private readonly freshAgent = new Agent({ connect: { timeout: connectMs }, pipelining: 0 });
  private readonly tracer = trace.getTracer('@kinoline/generator');
  private readonly base: URL;

  /** @param baseUrl - for example `https://api.replicate.com` */
  constructor(
    baseUrl: string,
    private readonly token: string,
  ) {
    this.base = new URL(baseUrl);
  }

  /** Sends the request once. Throws what undici throws. */
  call(call: Call): Promise<Answer> {
    return this.traced(call, () => this.send(call));
  }

  /** A path below the base URL for an address the provider gave, so that the token never travels elsewhere. */
  pathOf(address: string): string {
    const url = new URL(address, this.base);
    const prefix = this.prefix();
    if (url.origin !== this.base.origin || !url.pathname.startsWith(`${prefix}/`)) {
      throw new Error('the provider gave an address outside of its base URL');
    }
    return url.pathname.slice(prefix.length) + url.search;
  }

  /** Closes the connections. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.agent.close(), this.freshAgent.close()]);
  }

  private prefix(): string {
    return this.base.pathname.replace(/\/+$/, '');
  }

  private async send({ method, path, headers, body, signal, fresh = false }: Call): Promise<Answer> {
    const response = await request(`${this.base.origin}${this.prefix()}${path}`, {
      dispatcher: fresh ? this.freshAgent : this.agent,
      method,
      headers: { ...headers, authorization: `Bearer ${this.token}`, 'user-agent': 'kinoline' },
      ...(body === undefined ? {} : { body }),
      signal,
    });
    return {
      status: response.statusCode,
      retryAfterMs: retryAfterMsOf(response.headers['retry-after'], new Date()),
      body: await jsonOf(response),
    };
  }

  private traced(call: Call, run: () => Promise<Answer>): Promise<Answer> {
    const attributes = {
      'http.request.method': call.method,
      'server.address': this.base.hostname,
      'server.port': Number(this.base.port || (this.base.protocol === 'https:' ? 443 : 80)),
      'url.template': call.template,
    };
    return this.tracer.startActiveSpan(
      `${call.method} ${call.template}`,
      { kind: SpanKind.CLIENT, attributes },
      async (span) => {
        try {
          return noted(span, await run());
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
          throw error;
        } finally {
          span.end();
        }
      },
    );
  }
}

function noted(span: Span, answer: Answer): Answer {
  span.setAttribute('http.response.status_code', answer.status);
  if (answer.status >= 400) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', String(answer.status));
  }
  return answer;
}

async function jsonOf({ body }: Dispatcher.ResponseData): Promise<unknown> {
  const text = await body.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
