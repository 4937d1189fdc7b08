import { randomUUID } from 'node:crypto';
import { JobCancelled } from '@kinoline/contracts';
import { MESSAGE_HISTORY, type MessageHistory } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Budgets } from '../budget/budgets.service.js';
import { usdOf } from '../budget/micro-usd.js';
import { CLOCK, type Clock, TAKE_STORE, type TakeStore } from '../ports.js';
import type { Fact } from '../take/fact.js';
import { isIn, isOpen, type TakeIn } from '../take/take.js';
import { isCalledOff } from '../take/called-off.js';
import { takeAfter } from '../take/take-after.js';
import { CreateGate } from './create-gate.js';
import { type Prepared, TakePreparation } from './take-preparation.js';
import { PaidRequest } from './paid-request.js';
import type { Progress, Step } from './step.js';

/** A take that could not be sent for this long is given up, in milliseconds. */
const giveUpAfterMs = 30 * 60 * 1000;

/** Intended: reserve its price, prepare its inputs, mark it sending, and hand it to the one request. */
@Injectable()
export class SendStep implements Step<'intended'> {
  private readonly logger = new Logger(SendStep.name);

  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly budgets: Budgets,
    private readonly preparation: TakePreparation,
    private readonly gate: CreateGate,
    private readonly request: PaidRequest,
  ) {}

  async run(key: string, take: TakeIn<'intended'>, { signal }: Progress): Promise<number> {
    const wait = Math.max(take.state.notBefore - this.clock.now(), this.gate.closedForMs());
    const obstacle = await this.obstacle(key, take);
    if (obstacle) return this.record(key, obstacle);
    if (wait > 0) return wait;
    const prepared = await this.preparation.prepare(take.intent, { signal });
    if ('failure' in prepared) return this.record(key, { kind: 'unsendable', failure: prepared.failure });
    return this.send(key, prepared, signal);
  }

  /** Why it must not be sent, if so. */
  private async obstacle(key: string, take: TakeIn<'intended'>): Promise<Fact | undefined> {
    const { request, at } = take.intent;
    const now = this.clock.now();
    if (isCalledOff(request, await this.cutsCalledOff(request.jobId))) {
      return { kind: 'stop-wanted', because: 'cancelled', at: now };
    }
    if (now - at > giveUpAfterMs) return { kind: 'unsendable', failure: neverTaken };
    const scope = await this.budgets.reserve(key, take.intent);
    if (!scope) return undefined;
    const price = usdOf(take.intent.priceMicroUsd).toFixed(2);
    const limit = usdOf(scope.limit ?? 0).toFixed(2);
    return {
      kind: 'over-budget',
      detail: `${price} USD does not fit the ${scope.name} budget of ${limit} USD`,
    };
  }

  /** Asked of the history, since a take may be wanted again after its cancellation was heard here. */
  private async cutsCalledOff(jobId: string): Promise<readonly number[]> {
    const said = await this.history.identities(JobCancelled, { jobId });
    return said.map(({ cut }) => Number(cut));
  }

  /** The change to `sending` is the fence: of all who try, one wrote its name there, and only that one sends. */
  private async send(key: string, { inputs, sent }: Prepared, signal: AbortSignal): Promise<number> {
    const sender = randomUUID();
    const at = this.clock.now();
    signal.throwIfAborted();
    const marked = await this.takes.change(key, (take) =>
      takeAfter(take, { kind: 'send-started', sender, at, sent }),
    );
    if (marked && isOpen(marked) && isIn(marked, 'sending') && marked.state.sender === sender) {
      await this.request.send(key, { sender, at, inputs, sent });
    }
    return 0;
  }

  private async record(key: string, fact: Fact): Promise<number> {
    this.logger.warn(`take not sent: ${reasonOf(fact)}`);
    await this.takes.change(key, (take) => takeAfter(take, fact));
    return 0;
  }
}

const neverTaken = {
  code: 'provider-refused',
  detail: 'for half an hour the provider took no request for this take; nothing was sent',
  retakeMayHelp: true,
  cost: 'nothing',
} as const;

function reasonOf(fact: Fact): string {
  if (fact.kind === 'unsendable') return fact.failure.detail;
  return fact.kind === 'over-budget' ? fact.detail : 'its job was cancelled';
}
