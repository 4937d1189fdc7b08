/** OpenAI's error body. */
export interface OpenAiErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** The request is refused with this status and body. */
export class OpenAiError extends Error {
  override readonly name = 'OpenAiError';
  readonly body: OpenAiErrorBody;
  constructor(
    readonly status: number,
    message: string,
    facts: { type?: string; param?: string; code?: string } = {},
  ) {
    super(message);
    const { type = 'invalid_request_error', param = null, code = null } = facts;
    this.body = { error: { message, type, param, code } };
  }
}

/** OpenAI's body and headers for a status that a rule asks for. */
export function openAiWording(
  status: number,
  retryAfterSeconds?: number,
): { body: OpenAiErrorBody; headers: Record<string, string> } {
  if (status === 429) {
    const message = 'Rate limit reached for requests. Please try again later.';
    const { body } = new OpenAiError(status, message, { type: 'requests', code: 'rate_limit_exceeded' });
    return { body, headers: { 'retry-after': String(retryAfterSeconds ?? 1) } };
  }
  const message = 'The server had an error while processing your request. Sorry about that!';
  return { body: new OpenAiError(status, message, { type: 'server_error' }).body, headers: {} };
}
