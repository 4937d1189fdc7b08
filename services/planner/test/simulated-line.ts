import { isDeepStrictEqual } from 'node:util';
import {
  type AnyMessage,
  type DataOf,
  FilmRequested,
  FilmStitched,
  identityOfSubject,
  JobDelivered,
  JobFailed,
  JobHeld,
  JobRequested,
  type ModelCatalogue,
  SceneRequested,
  ScenesPlanned,
  seal,
  subjectOf,
} from '@kinoline/contracts';
import type { MessageHistory, MessagePublisher } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import type { Scheduler } from 'fast-check';
import { ChangeJobService } from '../src/change-job.service.js';
import { DirectJobService } from '../src/direct-job.service.js';
import { decide, type DirectorFact, type JobState } from '../src/director/index.js';
import { PlanChangeService } from '../src/plan-change.service.js';
import type { PlanJobService } from '../src/plan-job.service.js';
import type { Script } from '../src/script.js';
import type { SplitOrder } from '../src/splitting/ask-for-drafts.js';
import type { WriteScriptService } from '../src/write-script.service.js';
import { filmFailedData, jobId, mediaRef, planOf, request, requested, stitchedData } from './facts.js';
import type { History, Luck } from './history.js';
import { SimulatedGenerator } from './simulated-generator.js';
import { SimulatedJobs, stored } from './simulated-jobs.js';
import { SimulatedPerson } from './simulated-person.js';
import type { Surroundings } from './surroundings.js';

interface Told {
  readonly message: AnyMessage;
  readonly data: DataOf<AnyMessage>;
}

Logger.overrideLogger(false);
const metrics = new Metrics();

/** More than any history needs. */
const mostTurns = 20_000;

class ReplicaDied extends Error {
  readonly retryable = true;
}

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

/**
 * The line around the director: a stream that refuses repeats, a store with revisions, and services that answer in
 * any order. Every await is a turn that the scheduler may give to somebody else, so handlers of one job race as two
 * replicas would.
 */
export class SimulatedLine implements Surroundings {
  readonly stream = new Map<string, Told>();
  readonly violations: string[] = [];
  /** Takes whose clip the director has taken note of: `<scene>.<take>`. */
  readonly noted = new Set<string>();
  readonly generator: SimulatedGenerator;
  readonly jobs: SimulatedJobs;

  private readonly service: DirectJobService;
  private readonly person: SimulatedPerson;
  private readonly luck: Luck[];
  private plans = 0;
  private turns = 0;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly history: History,
    catalogue: ModelCatalogue,
  ) {
    this.luck = [...history.luck];
    this.generator = new SimulatedGenerator(this, history.takes);
    this.jobs = new SimulatedJobs(
      (label, effect) => this.turn(label, effect),
      (before, after) => this.watch(before, after),
    );
    const publisher: MessagePublisher = {
      say: (message, data) => this.turn('say', () => this.say(message, data as DataOf<AnyMessage>)),
    };
    this.service = new DirectJobService(this.jobs, publisher, metrics);
    const planner = {
      plan: () => this.plan(),
      planOnce: (state: JobState) => this.planOnce(state),
    } as unknown as PlanJobService;
    const writer = { write: (order: SplitOrder) => this.turn('write', () => this.script(order)) };
    const changes = new PlanChangeService(writer as unknown as WriteScriptService, catalogue);
    const changer = new ChangeJobService(this.service, planner, changes, this.jobs, this.past());
    const context = { signal: new AbortController().signal, lastDelivery: false };
    this.person = new SimulatedPerson(this, {
      ...history,
      edit: (of) =>
        this.hear({ name: 'StoryboardRevised', data: { of, plan: this.nextPlan(), budgets: {} } }),
      change: (wanted) => changer.change(wanted, context),
    });
  }

  /** Runs the history to the point where nothing happens any more. */
  async run(): Promise<void> {
    this.tell(JobRequested, this.asked());
    this.deliver('JobRequested', () => this.plan());
    for (const turns of this.history.cancelsAfter) void this.person.callOffAfter(turns);
    await this.scheduler.waitIdle();
  }

  said<Message extends AnyMessage>(
    message: Message,
    identity: Partial<DataOf<Message>>,
  ): DataOf<Message> | undefined {
    return this.stream.get(subjectOf(message, identity as DataOf<Message>))?.data as
      DataOf<Message> | undefined;
  }

  all<Message extends AnyMessage>(message: Message): DataOf<Message>[] {
    return [...this.stream.values()].flatMap((told) =>
      told.message.name === message.name ? [told.data as DataOf<Message>] : [],
    );
  }

  tell<Message extends AnyMessage>(message: Message, data: DataOf<Message>): boolean {
    const subject = subjectOf(message, data);
    if (this.stream.has(subject)) return false;
    this.stream.set(subject, { message, data: stored(data) });
    return true;
  }

  deliver(label: string, handle: () => Promise<void>): void {
    const began = this.pause(`deliver ${label}`).then(async () => {
      if (this.luck.at(0) === 'duplicate') {
        this.luck.shift();
        this.deliver(label, handle);
      }
      try {
        await handle();
      } catch (error) {
        if (!isWorthAnotherTry(error)) this.violations.push(`${label}: ${String(error)}`);
        else this.deliver(label, handle);
      }
    });
    began.catch((error: unknown) => this.violations.push(String(error)));
  }

  async hear(fact: DirectorFact): Promise<void> {
    await this.service.hear(jobId, fact);
  }

  async pause(label: string): Promise<void> {
    this.turns += 1;
    if (this.turns > mostTurns) throw new Error(`the line never rests: ${label}`);
    await this.scheduler.schedule(Promise.resolve(), label);
  }

  private asked(): DataOf<typeof JobRequested> {
    const { startFrame, edits, whenStuck, budgetUsd } = this.history;
    return request({
      approval: edits !== undefined,
      whenStuck,
      ...(budgetUsd !== undefined && { budgetUsd }),
      ...(startFrame && { startFrame: mediaRef('mine') }),
    });
  }

  private async plan(): Promise<void> {
    const begun = requested(this.asked(), this.history.takesPerScene);
    await this.planOnce(await this.service.hear(jobId, begun));
  }

  private async planOnce({ plan, rest, cut }: JobState): Promise<void> {
    if (plan || rest) return;
    if (cut <= this.history.planningFails) {
      await this.hear({ name: 'PlanningFailed', data: { jobId, cut, detail: 'crashed' } });
    } else await this.hear({ name: 'StoryboardReady', data: this.nextPlan() });
  }

  /** A language model never answers twice the same. */
  private nextPlan() {
    this.plans += 1;
    return planOf(this.history.seams, `plan ${this.plans}, scene`);
  }

  private script({ scenes }: SplitOrder): Script {
    this.plans += 1;
    const written = { draft: `added by plan ${this.plans}`, prompt: `added by plan ${this.plans}` };
    return {
      scenes: Array.from({ length: scenes }, () => ({ ...written, seam: 'continuous' as const })),
      writtenBy: 'scripted-1',
      usage: { inputTokens: 10, outputTokens: 5 },
      adaptations: [],
    };
  }

  private past(): MessageHistory {
    const first = (message: AnyMessage, identity: Partial<DataOf<AnyMessage>>) =>
      this.turn('first', () => {
        const data = this.said(message, identity);
        return data && { data };
      });
    const identities = (message: AnyMessage) =>
      this.turn('identities', () =>
        [...this.stream].flatMap(([subject, told]) =>
          told.message.name === message.name ? [identityOfSubject(message, subject)] : [],
        ),
      );
    return { first, identities } as unknown as MessageHistory;
  }

  private async turn<Result>(label: string, effect: () => Result): Promise<Result> {
    await this.pause(label);
    const luck = this.luck.shift() ?? 'works';
    if (luck === 'dies-before') throw new ReplicaDied(label);
    const result = effect();
    if (luck === 'dies-after') throw new ReplicaDied(label);
    return result;
  }

  private watch(before: JobState | undefined, state: JobState): void {
    if (before?.rest?.kind === 'rejected') this.violations.push('a rejected job changed');
    if (before?.rest && before.cut === state.cut && !isDeepStrictEqual(before.rest, state.rest)) {
      const isClosed = before.rest.kind === 'held' && state.rest?.kind === 'cancelled';
      if (!isClosed) this.violations.push(`${before.rest.kind} became ${state.rest?.kind} in one cut`);
    }
    this.checkWords(state);
    for (const { outcome, scene, take } of state.takes) {
      if (outcome === 'rendered') this.noted.add(`${scene}.${take}`);
    }
  }

  /** Nothing is requested by a job that rests, and nothing is said of another cut than the one that is made. */
  private checkWords(state: JobState): void {
    for (const { message, data } of decide(state)) {
      const cut = 'cut' in data ? data.cut : state.cut;
      if (cut !== state.cut) this.violations.push(`${message.name} of cut ${cut} in cut ${state.cut}`);
      if (state.rest && message.type.endsWith('.requested')) {
        this.violations.push('work requested while the job rests');
      }
    }
  }

  private say(message: AnyMessage, data: DataOf<AnyMessage>): 'said' | 'already-said' {
    seal(message, data, { source: 'planner' });
    const subject = subjectOf(message, data);
    const known = this.stream.get(subject);
    if (known) {
      if (!isDeepStrictEqual(known.data, stored(data))) this.violations.push(`${subject} has two contents`);
      return 'already-said';
    }
    this.stream.set(subject, { message, data: stored(data) });
    this.answer(message, data);
    return 'said';
  }

  private answer(message: AnyMessage, data: DataOf<AnyMessage>): void {
    switch (message.name) {
      case ScenesPlanned.name:
        this.person.planned(data as DataOf<typeof ScenesPlanned>);
        break;
      case SceneRequested.name:
        void this.generator.answer(data as DataOf<typeof SceneRequested>);
        break;
      case FilmRequested.name:
        this.answerFilm(data as DataOf<typeof FilmRequested>);
        break;
      case JobHeld.name:
      case JobFailed.name:
        this.person.rests((data as DataOf<typeof JobFailed>).cut);
    }
  }

  private answerFilm({ cut }: DataOf<typeof FilmRequested>): void {
    if (this.history.filmsFail[cut - 1] === true) {
      this.deliver('FilmFailed', () => this.hear({ name: 'FilmFailed', data: filmFailedData(cut) }));
      return;
    }
    const stitchedFilm = stitchedData(cut);
    this.tell(FilmStitched, stitchedFilm);
    this.deliver('FilmStitched', () => this.hear({ name: 'FilmStitched', data: stitchedFilm }));
    const film = { jobId, cut, film: mediaRef('film', 'video/mp4'), by: 'store' } as const;
    this.tell(JobDelivered, film);
    this.deliver('JobDelivered', () => this.hear({ name: 'JobDelivered', data: film }));
    this.person.rests(cut);
  }
}
