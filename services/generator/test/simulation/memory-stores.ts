import { type Budget, emptyBudget } from '../../src/budget/budget.js';
import type { BudgetStore, TakeStore } from '../../src/ports.js';
import { isOpen, type OpenTake, type Take } from '../../src/take/take.js';
import type { Fate } from './fate.js';
import type { Replica } from './replica.js';

/** What all replicas see: documents with revisions. */
export class Documents<Document> {
  readonly all = new Map<string, { document: Document; revision: number }>();

  put(key: string, document: Document, expected: number): boolean {
    if ((this.all.get(key)?.revision ?? 0) !== expected) return false;
    this.all.set(key, { document: structuredClone(document), revision: expected + 1 });
    return true;
  }
}

/** Compare-and-set as one replica does it: between its read and its write others may write, and an answer may be lost. */
class View<Document> {
  constructor(
    private readonly documents: Documents<Document>,
    private readonly replica: Replica,
    private readonly fate: Fate,
  ) {}

  read(key: string): Promise<Document | undefined> {
    return this.replica.outside(() => structuredClone(this.documents.all.get(key)?.document));
  }

  async change(
    key: string,
    change: (document: Document | undefined) => Document | undefined,
  ): Promise<Document | undefined> {
    for (;;) {
      const [before, revision] = await this.replica.outside(() => {
        const standing = this.documents.all.get(key);
        return [structuredClone(standing?.document), standing?.revision ?? 0] as const;
      });
      const after = change(before);
      if (after === undefined || after === before) return after;
      const written = await this.replica.outside(() => this.documents.put(key, after, revision));
      if (written && !this.fate.strikes(15)) return after;
    }
  }
}

/** What the replicas of a simulation keep together. */
export interface SharedStores {
  readonly takes: Documents<Take>;
  readonly claims: Documents<string>;
  readonly budgets: Documents<Budget>;
}

/** The take store of one replica. */
export class MemoryTakeStore implements TakeStore {
  private readonly takes: View<Take>;
  private readonly claims: View<string>;

  constructor(
    private readonly shared: SharedStores,
    private readonly replica: Replica,
    fate: Fate,
  ) {
    this.takes = new View(shared.takes, replica, fate);
    this.claims = new View(shared.claims, replica, fate);
  }

  create(key: string, take: OpenTake): Promise<boolean> {
    return this.replica.outside(() => this.shared.takes.put(key, take, 0));
  }

  read(key: string): Promise<Take | undefined> {
    return this.takes.read(key);
  }

  change(key: string, change: (take: OpenTake) => Take): Promise<Take | undefined> {
    return this.takes.change(key, (take) => (take && isOpen(take) ? change(take) : take));
  }

  async claim(predictionId: string, key: string): Promise<string> {
    return (await this.claims.change(predictionId, (owner) => owner ?? key)) ?? key;
  }

  keysOf(jobId: string): Promise<readonly string[]> {
    const keys = [...this.shared.takes.all.keys()];
    return this.replica.outside(() => keys.filter((key) => key.startsWith(`${jobId}.`)));
  }

  async *watch(): AsyncGenerator<never> {
    // The simulation decides who works on what.
  }
}

/** The budget store of one replica. */
export class MemoryBudgetStore implements BudgetStore {
  private readonly budgets: View<Budget>;

  constructor(shared: Documents<Budget>, replica: Replica, fate: Fate) {
    this.budgets = new View(shared, replica, fate);
  }

  async read(key: string): Promise<Budget> {
    return (await this.budgets.read(key)) ?? emptyBudget;
  }

  change(key: string, change: (budget: Budget) => Budget | undefined): Promise<Budget | undefined> {
    return this.budgets.change(key, (budget) => change(budget ?? emptyBudget));
  }
}
