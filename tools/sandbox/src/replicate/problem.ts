/** One of the inputs that a 422 names. */
export interface InvalidField {
  readonly type: string;
  readonly field: string;
  readonly description: string;
}

/** Replicate's error body. */
export interface ProblemBody {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly invalid_fields?: readonly InvalidField[];
}

const wordings: Readonly<Record<number, readonly [title: string, detail: string]>> = {
  400: ['Bad request', 'The request could not be understood.'],
  401: ['Unauthenticated', 'You did not pass a valid authentication token'],
  402: [
    'Insufficient credit',
    'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit.',
  ],
  404: ['Not found', 'The requested resource could not be found.'],
  413: [
    'Request entity too large',
    'The request body is too large. Upload files with the files API instead.',
  ],
  422: ['Unprocessable entity', 'The request was malformed.'],
  500: ['Internal server error', 'An unexpected error occurred.'],
};

/** Replicate's words for a status. */
export function problem(status: number, detail?: string): ProblemBody {
  const [title, usual] = wordings[status] ?? ['Error', `HTTP ${status}`];
  return { title, detail: detail ?? usual, status };
}

/** A refused input: 422 with one line a field. */
export function invalidInput(fields: readonly InvalidField[]): ProblemBody {
  const detail = fields.map(({ field, description }) => `- ${field}: ${description}\n`).join('');
  return { title: 'Input validation failed', detail, status: 422, invalid_fields: fields };
}

/** Throttled, with whole seconds until another try makes sense. */
export function throttled(seconds: number): ProblemBody {
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  return { title: 'Too many requests', detail, status: 429 };
}

/** The request is refused with this body. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly body: ProblemBody,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.detail);
  }
}
