import {
  type CreateRequest,
  type Creation,
  type PredictionProvider,
  ProviderError,
} from '../../src/ports.js';
import type { Prediction, PredictionStatus } from '../../src/prediction/prediction.js';
import type { Fate } from './fate.js';
import type { Replica } from './replica.js';

interface Run {
  prediction: Prediction;
  readonly endsAt: number;
  readonly end: PredictionStatus | 'null-output';
}

/** What a paid request led to. */
export interface Posted {
  /** The webhook address, which names the attempt. */
  readonly attempt: string | undefined;
  readonly result: Creation['kind'];
  readonly predictionId: string | undefined;
}

/** The provider, the same for all replicas: an append-only record of what was asked and what was created. */
export class SimulatedProvider {
  readonly posts: Posted[] = [];
  readonly runs = new Map<string, Run>();

  constructor(
    private readonly fate: Fate,
    private readonly now: () => number,
    private readonly repeatsWebhook: boolean,
  ) {}

  create(request: CreateRequest): Creation {
    const fate = this.fate.choose([
      'created',
      'dropped',
      'error',
      'refused',
      'busy',
      'unreached',
      'created',
    ] as const);
    const accepted = fate === 'created' || fate === 'dropped';
    const predictionId = accepted ? this.begin(request) : undefined;
    const creation = creationOf(fate, predictionId ?? '');
    this.posts.push({ attempt: request.webhook, result: creation.kind, predictionId });
    return creation;
  }

  look(predictionId: string): Prediction | undefined {
    this.stumble();
    this.pass();
    return this.runs.get(predictionId)?.prediction;
  }

  cancel(predictionId: string): void {
    this.stumble();
    this.pass();
    const run = this.runs.get(predictionId);
    if (run?.prediction.status === 'processing') this.end(run, 'canceled');
  }

  list(): Prediction[] {
    this.stumble();
    this.pass();
    return [...this.runs.values()].map(({ prediction }) => prediction).reverse();
  }

  private begin({ model, inputs, webhook }: CreateRequest): string {
    const id = `p${this.runs.size + 1}`;
    const end = this.fate.choose(['succeeded', 'failed', 'null-output', 'succeeded', 'processing'] as const);
    const prediction: Prediction = {
      id,
      model,
      status: 'processing',
      input: inputs,
      output: null,
      error: undefined,
      webhook: this.repeatsWebhook ? webhook : undefined,
      createdAt: new Date(this.now()),
      startedAt: undefined,
      completedAt: undefined,
    };
    this.runs.set(id, { prediction, endsAt: this.now() + this.fate.choose([60_000, 1, 600_000]), end });
    return id;
  }

  private pass(): void {
    for (const run of this.runs.values()) {
      if (run.prediction.status === 'processing' && run.endsAt <= this.now()) this.end(run, run.end);
    }
  }

  private end(run: Run, end: Run['end']): void {
    if (end === 'processing') return;
    const succeeded = end === 'succeeded';
    run.prediction = {
      ...run.prediction,
      status: end === 'null-output' ? 'succeeded' : end,
      output: succeeded ? 'https://replicate.delivery/out.mp4' : null,
      error: end === 'failed' ? 'it broke' : undefined,
      completedAt: new Date(this.now()),
    };
  }

  private stumble(): void {
    if (this.fate.strikes(10)) throw new ProviderError('unreachable', 'the provider stumbled');
  }
}

/** The provider as one replica reaches it. */
export function providerSeenBy(replica: Replica, provider: SimulatedProvider): PredictionProvider {
  return {
    create: (request) => replica.outside(() => provider.create(request)),
    look: (id) => replica.outside(() => provider.look(id)),
    cancel: (id) => replica.outside(() => provider.cancel(id)),
    async *list() {
      yield* await replica.outside(() => provider.list());
    },
    upload: () => replica.outside(() => 'https://provider.test/file'),
    webhookSecret: () => replica.outside(() => 'whsec_c2VjcmV0'),
  };
}

function creationOf(
  fate: 'created' | 'dropped' | 'error' | 'refused' | 'busy' | 'unreached',
  predictionId: string,
): Creation {
  switch (fate) {
    case 'created':
      return { kind: 'created', predictionId };
    case 'dropped':
    case 'error':
      return { kind: 'unknown', detail: fate };
    case 'busy':
      return { kind: 'not-created', busy: true, delayMs: 2000, detail: fate };
    case 'unreached':
      return { kind: 'not-created', busy: false, delayMs: 2000, detail: fate };
    case 'refused': {
      const failure = {
        code: 'provider-refused',
        detail: fate,
        retakeMayHelp: false,
        cost: 'nothing',
      } as const;
      return { kind: 'refused', failure };
    }
  }
}
