import { keyValueBuckets } from '@kinoline/contracts';
import { KvDocuments } from '@kinoline/messaging';
import type { NatsConnection } from '@nats-io/transport-node';
import { type Budget, budgetSchema, emptyBudget } from '../budget/budget.js';
import type { BudgetStore } from '../ports.js';

/** Budgets in a JetStream key-value bucket. */
export class NatsKvBudgetStore implements BudgetStore {
  private readonly budgets: KvDocuments<Budget>;

  constructor(connection: NatsConnection) {
    this.budgets = new KvDocuments(connection, keyValueBuckets.budgets, budgetSchema);
  }

  async read(key: string): Promise<Budget> {
    return (await this.budgets.read(key)) ?? emptyBudget;
  }

  async change(key: string, change: (budget: Budget) => Budget | undefined): Promise<Budget | undefined> {
    const { document, refused } = await this.budgets.change(key, (budget) => change(budget ?? emptyBudget));
    return refused ? undefined : (document ?? emptyBudget);
  }
}
