import type { ModelId } from '@kinoline/contracts';
import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { TimedLineFact } from '../fact.js';
import { type Pace, paceAfter } from './pace.js';
import { takeKey } from '../shown-job.js';

/** Injection token of the paces, `Documents<Pace>` by model. */
export const PACES = Symbol('Paces');

/** How fast the models are, by their id. */
export type Paces = ReadonlyMap<ModelId, Pace>;

/** Remembers how long takes took. */
@Injectable()
export class PacesService {
  constructor(@Inject(PACES) private readonly paces: Documents<Pace>) {}

  /** Takes a rendered take into account; one that came out of the store for nothing says nothing of the model. */
  async learn({ data }: Extract<TimedLineFact, { name: 'SceneRendered' }>): Promise<void> {
    const { jobId, model, costUsd, providerSeconds, facts } = data;
    if (costUsd === 0 || providerSeconds === 0) return;
    const take = { take: `${jobId}.${takeKey(data)}`, rate: providerSeconds / facts.seconds };
    await this.paces.change(model, (pace) => paceAfter(pace, take));
  }

  async of(models: readonly ModelId[]): Promise<Paces> {
    const unique = [...new Set(models)];
    const found = await Promise.all(
      unique.map(async (model) => [model, await this.paces.read(model)] as const),
    );
    return new Map(found.flatMap(([model, pace]) => (pace ? [[model, pace] as const] : [])));
  }
}
