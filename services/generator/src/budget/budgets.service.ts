import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type GeneratorSettings } from '../config.js';
import {
  BUDGET_STORE,
  type BudgetStore,
  CLOCK,
  type Clock,
  TAKE_METRICS,
  type TakeMetrics,
} from '../ports.js';
import type { Intent } from '../take/take.js';
import { type Budget, reserve, settle, sumOf } from './budget.js';
import { type BudgetScope, budgetScopesOf, dayBudgetKey } from './budget-scope.js';
import { usdOf } from './micro-usd.js';

/** Keeps what takes cost within what may be spent. Everything here may be repeated and changes nothing then. */
@Injectable()
export class Budgets {
  constructor(
    @Inject(BUDGET_STORE) private readonly store: BudgetStore,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'budgets'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TAKE_METRICS) private readonly metrics: TakeMetrics,
  ) {}

  /**
   * Reserves a take's price in every budget that pays for it.
   *
   * @returns undefined when it fits, else the budget that it does not fit; what other budgets hold by then is given
   *   back when the take is settled
   */
  async reserve(key: string, intent: Intent): Promise<BudgetScope | undefined> {
    for (const scope of this.scopesOf(intent)) {
      const held = await this.store.change(scope.key, (budget) =>
        reserve(budget, key, intent.priceMicroUsd, scope.limit),
      );
      if (!held) return scope;
      this.show(scope, held);
    }
    return undefined;
  }

  /** Makes a take's cost final in every budget that pays for it. */
  async settle(key: string, intent: Intent, costMicroUsd: number): Promise<void> {
    for (const scope of this.scopesOf(intent)) {
      const held = await this.store.change(scope.key, (budget) =>
        settle(budget, key, costMicroUsd, this.clock.now()),
      );
      if (held) this.show(scope, held);
    }
  }

  private scopesOf(intent: Intent): readonly BudgetScope[] {
    return budgetScopesOf(intent, this.settings.budgets);
  }

  /** Only today's: a take of yesterday that is settled after midnight says nothing about what is left today. */
  private show({ key, limit }: BudgetScope, budget: Budget): void {
    if (key !== dayBudgetKey(this.clock.now())) return;
    const { reserved, spent } = sumOf(budget);
    this.metrics.dayBudget({
      reserved: usdOf(reserved),
      spent: usdOf(spent),
      limit: limit === undefined ? undefined : usdOf(limit),
    });
  }
}
