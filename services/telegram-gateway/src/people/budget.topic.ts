import { Inject, Injectable } from '@nestjs/common';
import { said } from '../conversation/replies.js';
import type { Reply, Topic, Turn } from '../conversation/topic.js';
import { budgetText } from './budget-text.js';
import { QUOTAS, type Quotas } from './quotas.js';

/** What a person has spent today and has left. */
@Injectable()
export class BudgetTopic implements Topic {
  readonly name = 'budget';
  readonly commands = { budget: (turn: Turn): Promise<Reply> => this.show(turn) };

  constructor(@Inject(QUOTAS) private readonly quotas: Quotas) {}

  /** `show` under a message of another topic. */
  press(turn: Turn): Promise<Reply> {
    return this.show(turn);
  }

  private async show({ person, words, now }: Turn): Promise<Reply> {
    return said(budgetText(await this.quotas.standing(person, now), words, now));
  }
}
