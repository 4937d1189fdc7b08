import type { ModelId } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { forWordsAlone, message, said, toast } from '../../conversation/replies.js';
import type { Given, Reply, Topic, Turn } from '../../conversation/topic.js';
import { offeredCards } from '../../catalogue/models.js';
import { refusalText } from '../../people/refusal-words.js';
import type { PressData } from '../../telegram/press-data.js';
import { JOB_DESK, type JobDesk } from '../job-desk.js';
import { revisionOf } from '../progress.js';
import { modelMark } from '../screens/held-screen.js';
import { centsOf, jobTopic } from '../screens/sources.js';
import { canBeStopped } from '../screens/status-screen.js';
import type { ShownJob } from '../shown-job.js';
import {
  finished,
  onceMore,
  sceneUsd,
  type WayOn,
  wayOn,
  withEarlierTake,
  withoutScene,
} from '../changes/ways-on.js';
import { cancelReply, jobsHere, retryReply, statusReply } from './commands.js';
import { OrdersService } from '../changes/orders.service.js';
import { goingJob } from './own-job.js';
import { isPassedOn } from './passing-on.js';
import { notChecked, outdated, shown, tooOld } from './replies.js';
import { askForWords, mostCharacters, withoutQuestion } from './reword.js';

/** The buttons under status messages, and /status, /cancel, /retry. */
@Injectable()
export class JobTopic implements Topic {
  readonly name = jobTopic;
  readonly commands: NonNullable<Topic['commands']> = {
    status: async (turn) => statusReply(turn, await this.jobs(turn)),
    cancel: async (turn) => cancelReply(turn, await this.jobs(turn)),
    retry: async (turn) => retryReply(turn, await this.jobs(turn)),
  };

  constructor(
    @Inject(JOB_DESK) private readonly desk: JobDesk,
    private readonly orders: OrdersService,
  ) {}

  async press(turn: Turn, { action, args: [jobId = '', ...args] }: PressData): Promise<Reply> {
    const found = await goingJob(turn, jobId, this.desk);
    if ('answer' in found) return found.answer;
    const { job } = found;
    switch (action) {
      case 'show':
        return { effects: [shown(turn, job)] };
      case 'cancel':
        return this.askToStop(turn, job);
      case 'main':
        return { effects: [shown(turn, job, 'main')] };
      case 'stop':
        return this.stop(turn, job, Number(args[1]));
      case 'unword':
        return { awaiting: undefined, effects: [{ kind: 'close-panel' }] };
      default:
        return this.goOn(turn, job, action, args);
    }
  }

  /** Other words for the scene that could not be made. */
  async give(turn: Turn, given: Given, { args: [jobId = '', revision, cents] }: PressData): Promise<Reply> {
    const { words, now } = turn;
    const job = await this.desk.find(jobId);
    if (job?.stage !== 'held' || isPassedOn(turn, job) || revisionOf(job) !== Number(revision)) {
      const late = message(words.html('job-reword-late'));
      return { awaiting: undefined, effects: [{ kind: 'close-panel' }, late] };
    }
    const prompt = (given.kind === 'text' ? given.text : given.caption).trim();
    if (prompt === '') return said(words.html('text-wanted'));
    const models = this.orders.models(now);
    const most = mostCharacters(job, models);
    if (prompt.length > most) {
      return said(words.html('text-too-long', { characters: prompt.length, most }));
    }
    const way = wayOn(job, onceMore(job, { prompt }), models);
    const usd = way ? sceneUsd(job, way, models) : 0;
    if (way && centsOf(usd) !== Number(cents)) return askForWords(turn, job, usd, 'job-toast-price');
    const ordered = await this.order(turn, job, way, { kind: 'close-panel' });
    return forWordsAlone(given, turn, { awaiting: undefined, ...ordered });
  }

  private askToStop(turn: Turn, job: ShownJob): Reply {
    if (isPassedOn(turn, job)) return toast(turn.words.plain('busy'));
    return canBeStopped(job) ? { effects: [shown(turn, job, 'cancel')] } : this.old(turn, job);
  }

  private stop(turn: Turn, job: ShownJob, cut: number): Reply {
    if (isPassedOn(turn, job)) return toast(turn.words.plain('busy'));
    if (!canBeStopped(job) || job.cut !== cut) return this.old(turn, job);
    return withoutQuestion(turn, job, {
      toast: { text: turn.words.plain('job-toast-stopped') },
      effects: [{ kind: 'cancel', data: { jobId: job.jobId, cut, by: 'person' } }],
    });
  }

  /** A way on with a job that broke off, as it was when the button was drawn. */
  private async goOn(turn: Turn, job: ShownJob, action: string, args: readonly string[]): Promise<Reply> {
    const [revision, cents, mark = ''] = args;
    if (isPassedOn(turn, job)) return toast(turn.words.plain('busy'));
    const fits =
      action === 'resume' ? isBroken(job) : action === 'finish' ? isOpen(job) : job.stage === 'held';
    if (!fits || revisionOf(job) !== Number(revision)) return this.old(turn, job);
    if (action === 'models') return { effects: [shown(turn, job, 'models')] };
    const way = this.wayOf(turn, job, action, mark);
    if (!way) return toast(turn.words.plain('model-gone'));
    const usd = ofScene.has(action) ? sceneUsd(job, way, this.orders.models(turn.now)) : way.priceUsd;
    if (centsOf(usd) !== Number(cents ?? 0)) {
      return { ...toast(turn.words.plain('job-toast-price')), effects: [shown(turn, job)] };
    }
    if (action !== 'reword') return this.order(turn, job, way);
    const clips = await this.orders.check(job, way.change, turn.now);
    if (clips === 'unknown') return notChecked(turn);
    return clips === 'gone' ? { effects: [tooOld(turn, job)] } : askForWords(turn, job, usd);
  }

  private wayOf({ now }: Turn, job: ShownJob, action: string, mark: string): WayOn | undefined {
    const models = this.orders.models(now);
    switch (action) {
      case 'again':
        return wayOn(job, onceMore(job, {}), models);
      case 'reword':
        return wayOn(job, onceMore(job, { prompt: '…' }), models);
      case 'model': {
        const model = this.modelMarked(mark, now);
        return model === undefined ? undefined : wayOn(job, onceMore(job, { model }), models);
      }
      case 'skip':
        return withoutScene(job, models);
      case 'keep':
        return withEarlierTake(job, models);
      case 'finish':
        return finished(job, models);
      case 'resume':
        return wayOn(job, { kind: 'resume' }, models);
      default:
        return undefined;
    }
  }

  private modelMarked(mark: string, now: Date): ModelId | undefined {
    return offeredCards(this.orders.models(now).catalogue, now).find(({ id }) => modelMark(id) === mark)?.id;
  }

  private async order(
    turn: Turn,
    job: ShownJob,
    way: WayOn | undefined,
    ...before: NonNullable<Reply['effects']>
  ): Promise<Reply> {
    const { words } = turn;
    if (!way) return { effects: [...before, message(words.html('model-gone'))] };
    const ordered = await this.orders.place(turn, job, way);
    const pressed = turn.event.what.kind === 'press';
    if (ordered.kind === 'unknown') return notChecked(turn);
    if (ordered.kind === 'too-old') return { effects: [...before, tooOld(turn, job)] };
    if (ordered.kind === 'refused') {
      const { refusal } = ordered;
      if (pressed) return toast(refusalText(refusal, words, 'plain'));
      return { effects: [...before, message(refusalText(refusal, words, 'html'))] };
    }
    const effects = [...before, ordered.effect, shown(turn, job, 'main')];
    if (!pressed) return { effects };
    return withoutQuestion(turn, job, { toast: { text: words.plain('job-toast-going-on') }, effects });
  }

  private old(turn: Turn, job: ShownJob): Reply {
    return outdated(turn, job, turn.words.plain('old-buttons'));
  }

  private async jobs(turn: Turn): Promise<readonly ShownJob[]> {
    const jobs = await this.desk.jobsOf(turn.person.personId);
    return jobsHere(turn, jobs).filter((job) => !this.desk.isForgotten(job, turn.now));
  }
}

/** What they cost is shown of the scene alone. */
const ofScene: ReadonlySet<string> = new Set(['again', 'reword', 'model']);

/** Ended without a film. */
function isBroken({ stage }: ShownJob): boolean {
  return stage === 'failed' || stage === 'cancelled';
}

/** Ended without a film, or waits for the person to decide about a scene. */
function isOpen(job: ShownJob): boolean {
  return job.stage === 'held' || isBroken(job);
}
