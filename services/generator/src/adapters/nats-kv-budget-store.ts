import type { KV } from '@nats-io/kv';
import { type Budget, budgetSchema, emptyBudget } from '../budget/budget.js';
import type { BudgetStore } from '../ports.js';
import { KvDocuments } from './kv-documents.js';

/** Budgets in a JetStream key-value bucket. */
export class NatsKvBudgetStore implements BudgetStore {
  private readonly budgets: KvDocuments<Budget>;

  constructor(bucket: KV) {
    this.budgets = new KvDocuments(bucket, budgetSchema);
  }

  async read(key: string): Promise<Budget> {
    return (await this.budgets.read(key)) ?? emptyBudget;
  }

  async change(key: string, change: (budget: Budget) => Budget | undefined): Promise<Budget | undefined> {
    const { document, refused } = await this.budgets.change(key, (budget) => change(budget ?? emptyBudget));
    return refused ? undefined : (document ?? emptyBudget);
  }
}
