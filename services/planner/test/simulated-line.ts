import { isDeepStrictEqual } from 'node:util';
import {
  type AnyMessage,
  type DataOf,
  FilmRequested,
  type PlannedScene,
  type SceneFailureCode,
  SceneRequested,
  ScenesPlanned,
  seal,
  subjectOf,
} from '@kinoline/contracts';
import type { MessagePublisher } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import type { Scheduler } from 'fast-check';
import { DirectJobService } from '../src/direct-job.service.js';
import { decide, type DirectorFact, type JobState } from '../src/director/index.js';
import type { JobStateStore, StoredJob } from '../src/ports.js';
import {
  failedData,
  filmFailedData,
  jobId,
  mediaRef,
  planOf,
  renderedData,
  requested,
  stitchedData,
} from './facts.js';

/** What happens to one call of a port: it works, or the replica dies before or after it took effect. */
export type Luck = 'works' | 'dies-before' | 'dies-after' | 'duplicate';

/** How one take ends. */
export type TakeOutcome =
  | { readonly kind: 'rendered' }
  | { readonly kind: 'failed'; readonly code: SceneFailureCode; readonly retakeMayHelp: boolean };

/** One generated history. */
export interface History {
  readonly seams: readonly PlannedScene['seam'][];
  readonly takesPerScene: number;
  readonly startFrame: boolean;
  /** How often the person edits the storyboard before approving it; undefined: no approval wanted. */
  readonly edits: number | undefined;
  /** After how many turns of the line the person cancels; undefined: never. */
  readonly cancelAfter: number | undefined;
  readonly takes: readonly TakeOutcome[];
  readonly filmFails: boolean;
  /** Used up call by call; afterwards everything works, so that every history can end. */
  readonly luck: readonly Luck[];
}

Logger.overrideLogger(false);
const metrics = new Metrics();

class ReplicaDied extends Error {}

/** What is left of a value once it was stored as JSON. */
function stored<Value>(value: Value): Value {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value);
}

/**
 * The line around the director: a stream that refuses repeats, a store with revisions, and services that answer in
 * any order. Every await is a turn that the scheduler may give to somebody else, so handlers of one job race as two
 * replicas would.
 */
export class SimulatedLine {
  readonly stream = new Map<string, { message: AnyMessage; data: DataOf<AnyMessage> }>();
  readonly violations: string[] = [];
  stored: StoredJob | undefined;

  private readonly service: DirectJobService;
  private readonly luck: Luck[];
  private outcomes = 0;
  private plans = 0;
  private editsLeft: number;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly history: History,
  ) {
    this.luck = [...history.luck];
    this.editsLeft = history.edits ?? 0;
    const store: JobStateStore = {
      read: () => this.turn('read', () => this.stored),
      write: (state, expected) => this.turn('write', () => this.write(state, expected)),
    };
    const publisher: MessagePublisher = {
      say: (message, data) => this.turn('say', () => this.say(message, data as DataOf<AnyMessage>)),
    };
    this.service = new DirectJobService(store, publisher, metrics);
  }

  /** Runs the history to the point where nothing happens any more. */
  async run(): Promise<void> {
    this.deliver('JobRequested', () => this.plan());
    if (this.history.cancelAfter !== undefined) void this.cancelLater(this.history.cancelAfter);
    await this.scheduler.waitIdle();
  }

  private async plan(): Promise<void> {
    const startFrame = this.history.startFrame ? { startFrame: mediaRef('mine') } : {};
    const approval = this.history.edits !== undefined;
    const { plan, end } = await this.service.hear(
      jobId,
      requested({ approval, ...startFrame }, this.history.takesPerScene),
    );
    if (plan || end) return;
    await this.hear({ name: 'StoryboardReady', data: this.nextPlan() });
  }

  /** A language model never answers twice the same. */
  private nextPlan() {
    this.plans += 1;
    return planOf(this.history.seams, `plan ${this.plans}, scene`);
  }

  private async hear(fact: DirectorFact): Promise<void> {
    await this.service.hear(jobId, fact);
  }

  /** Delivers until it is acknowledged, and sometimes to two replicas at once. */
  private deliver(label: string, handle: () => Promise<void>): void {
    void this.scheduler.schedule(Promise.resolve(), `deliver ${label}`).then(async () => {
      if (this.luck.at(0) === 'duplicate') {
        this.luck.shift();
        this.deliver(label, handle);
      }
      try {
        await handle();
      } catch {
        this.deliver(label, handle);
      }
    });
  }

  private async cancelLater(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1)
      await this.scheduler.schedule(Promise.resolve(), 'no cancel yet');
    this.deliver('JobCancelled', () => this.hear({ name: 'JobCancelled', data: { jobId, by: 'person' } }));
  }

  private async turn<Result>(label: string, effect: () => Result): Promise<Result> {
    await this.scheduler.schedule(Promise.resolve(), label);
    const luck = this.luck.shift() ?? 'works';
    if (luck === 'dies-before') throw new ReplicaDied(label);
    const result = effect();
    if (luck === 'dies-after') throw new ReplicaDied(label);
    return result;
  }

  private write(state: JobState, expected: number | undefined): boolean {
    if (this.stored?.revision !== expected) return false;
    const before = this.stored?.state.end;
    if (before && !isDeepStrictEqual(before, stored(state.end))) this.violations.push('an end was not final');
    if (state.end && decide(state).some(({ message }) => message.type.endsWith('.requested'))) {
      this.violations.push('work requested after the end');
    }
    this.stored = { state: stored(state), revision: (expected ?? 0) + 1 };
    return true;
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
        this.answerStoryboard(data as DataOf<typeof ScenesPlanned>);
        break;
      case SceneRequested.name:
        this.answerScene(data as DataOf<typeof SceneRequested>);
        break;
      case FilmRequested.name:
        this.answerFilm(data as DataOf<typeof FilmRequested>);
        break;
    }
  }

  private answerStoryboard({ revision }: DataOf<typeof ScenesPlanned>): void {
    if (this.history.edits === undefined) return;
    if (this.editsLeft > 0) {
      this.editsLeft -= 1;
      this.deliver('StoryboardEdited', () =>
        this.hear({ name: 'StoryboardRevised', data: { of: revision, plan: this.nextPlan() } }),
      );
      return;
    }
    this.deliver('StoryboardApproved', () =>
      this.hear({ name: 'StoryboardApproved', data: { jobId, revision } }),
    );
  }

  private answerScene({ scene, take }: DataOf<typeof SceneRequested>): void {
    const outcome = this.history.takes[this.outcomes] ?? { kind: 'rendered' };
    this.outcomes += 1;
    const fact: DirectorFact =
      outcome.kind === 'rendered'
        ? { name: 'SceneRendered', data: renderedData(scene, take) }
        : { name: 'SceneFailed', data: failedData(scene, take, outcome.code, { ...outcome, costUsd: 0.6 }) };
    this.deliver(fact.name, () => this.hear(fact));
  }

  private answerFilm({ cut }: DataOf<typeof FilmRequested>): void {
    if (this.history.filmFails) {
      this.deliver('FilmFailed', () => this.hear({ name: 'FilmFailed', data: filmFailedData(cut) }));
      return;
    }
    this.deliver('FilmStitched', () => this.hear({ name: 'FilmStitched', data: stitchedData(cut) }));
    const film = mediaRef('film', 'video/mp4');
    this.deliver('JobDelivered', () =>
      this.hear({ name: 'JobDelivered', data: { jobId, cut, film, by: 'store' } }),
    );
  }
}
