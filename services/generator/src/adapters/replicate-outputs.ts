import { Agent, type Dispatcher, request } from 'undici';
import { quotable } from '../prediction/failure-text.js';
import { isAllowed } from '../prediction/output-origin.js';
import { type CallOptions, OutputError, type OutputFile, type OutputSource } from '../ports.js';

/** Most redirects that are followed, each to an allowed address. */
const redirectsMax = 3;

/** The longest a file may stand still, in milliseconds. */
const stillMs = 30_000;

/** The files that predictions leave at the provider. Hostile until checked: allowed addresses only. */
export class ReplicateOutputs implements OutputSource {
  private readonly agent = new Agent({ bodyTimeout: stillMs, headersTimeout: stillMs });

  /** @param origins - see {@link isAllowed} */
  constructor(private readonly origins: readonly string[]) {}

  async open(address: string, { signal }: CallOptions): Promise<OutputFile> {
    try {
      const { headers, body } = await this.follow(new URL(address), signal, redirectsMax);
      const length = headers['content-length'];
      return { stream: body, bytes: typeof length === 'string' ? Number(length) : undefined };
    } catch (error) {
      throw error instanceof OutputError
        ? error
        : new OutputError('unreachable', describe(error), { cause: error });
    }
  }

  /** Closes the connections. */
  onApplicationShutdown(): Promise<void> {
    return this.agent.close();
  }

  private async follow(url: URL, signal: AbortSignal, redirects: number): Promise<Dispatcher.ResponseData> {
    if (!isAllowed(url, this.origins)) {
      throw new OutputError('refused', `the file is at ${url.origin}, which OUTPUT_ORIGINS does not list`);
    }
    const response = await request(url, { dispatcher: this.agent, signal });
    const { statusCode, headers } = response;
    if (statusCode === 200) return response;
    await response.body.dump();
    const location = headers['location'];
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string' && redirects > 0) {
      return this.follow(new URL(location, url), signal, redirects - 1);
    }
    const gone = statusCode >= 400 && statusCode < 500 && statusCode !== 429;
    throw new OutputError(gone ? 'gone' : 'unreachable', `the provider's file host answered ${statusCode}`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${quotable(error.message)}` : 'an unknown error';
}
