import type { ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.js';
import type { JobChangeDraft } from '../../conversation/conversation.js';
import type { Effect } from '../../conversation/effect.js';
import { asking, forWordsAlone, message, toast } from '../../conversation/replies.js';
import type { Given, Reply, Topic, Turn } from '../../conversation/topic.js';
import { JOB_DESK, type JobDesk } from '../../jobs/job-desk.js';
import { OrdersService } from '../../jobs/changes/orders.service.js';
import { revisionOf } from '../../jobs/progress.js';
import type { ShownJob } from '../../jobs/shown-job.js';
import { shown, tooOld } from '../../jobs/topic/replies.js';
import { wayOn } from '../../jobs/changes/ways-on.js';
import { refusalText } from '../../people/refusal-words.js';
import { pressedMessage } from '../../telegram/chat-event.js';
import { pressData, type PressData } from '../../telegram/press-data.js';
import { oldFilmButtons } from '../film-buttons.js';
import { cutTopic, type DialogContext, noted } from './dialog.js';
import { extendStep } from './extend-step.js';
import { changeOf, leastKeeping } from './film-change.js';
import { orderStamp } from './order-button.js';
import { retakeStep } from './retake-step.js';
import { type ChangeableJob, changeable, type Obstacle } from './standing.js';
import type { Step } from './step.js';

/**
 * The buttons under a film: re-shooting a scene and making the film longer. The film's own message stays as it is; what
 * the person chooses is shown in a panel below, and nothing is asked of the line before they saw the price.
 */
@Injectable()
export class CutTopic implements Topic {
  readonly name = cutTopic;

  constructor(
    @Inject(JOB_DESK) private readonly desk: JobDesk,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    private readonly orders: OrdersService,
  ) {}

  press(turn: Turn, data: PressData): Promise<Reply> {
    switch (data.action) {
      case 'shoot':
      case 'more':
        return this.begin(turn, data);
      case 'close':
        return Promise.resolve(closed(turn));
      default:
        return this.go(turn, data.action, data.args[0]);
    }
  }

  /** New words for a scene, or what happens next. */
  async give(turn: Turn, given: Given, { action }: PressData): Promise<Reply> {
    const text = (given.kind === 'text' ? given.text : given.caption).trim();
    if (text === '') return this.go(turn, action, undefined, 'text-wanted');
    return forWordsAlone(given, turn, await this.go(turn, 'text', text));
  }

  /** A button under the film: the dialog begins, below everything else. */
  private async begin(turn: Turn, { action, args: [jobId = '', cut = ''] }: PressData): Promise<Reply> {
    const job = await this.desk.find(jobId);
    const found = changeable(job, { personId: turn.person.personId, cut: Number(cut) });
    if (typeof found === 'string') return this.refused(turn, jobId, found);
    const change: JobChangeDraft = {
      jobId,
      revision: revisionOf(found.job),
      what: action === 'shoot' ? { kind: 'retake', following: false } : { kind: 'extend' },
    };
    const least = leastKeeping(found.plan, change.what.kind);
    const clips = await this.orders.check(found.job, least, turn.now);
    if (clips !== 'there') return this.refused(turn, jobId, clips === 'gone' ? 'too-old' : 'not-checked');
    const context = await this.context(turn, found);
    const first = step(context, change, 'begin');
    if (first.kind === 'end') return toast(turn.words.plain(first.because));
    return answered(turn, first, change);
  }

  /** A step in the dialog. */
  private async go(turn: Turn, action: string, value: string | undefined, noteId?: string): Promise<Reply> {
    const { change } = turn.conversation;
    if (!change) return closed(turn, 'old-buttons');
    const job = await this.desk.find(change.jobId);
    const found = changeable(job, { personId: turn.person.personId });
    if (typeof found === 'string') return closed(turn, found);
    if (revisionOf(found.job) !== change.revision) return closed(turn, 'delivery-outdated');
    const context = await this.context(turn, found);
    if (action === 'do') return this.do(turn, context, change, value);
    const next = step(context, change, action, value);
    return answered(turn, withNote(next, noteId && turn.words.html(noteId)), change);
  }

  private async context(turn: Turn, found: ChangeableJob): Promise<DialogContext> {
    const { words, now } = turn;
    const standing = await this.orders.standing(turn, found.job);
    return { ...found, words, now, standing, catalogue: this.catalogue };
  }

  /** @param stamp - names what the screen shows under which the button stands */
  private async do(
    turn: Turn,
    context: DialogContext,
    draft: JobChangeDraft,
    stamp: string | undefined,
  ): Promise<Reply> {
    const { job, plan, words } = context;
    const change = changeOf(plan, draft.what);
    if (!change) return closed(turn, 'old-buttons');
    const again = (note: string): Reply =>
      answered(turn, withNote(step(context, draft, 'back'), note), draft);
    const way = wayOn(job, change, context);
    if (!way) return again(words.html('model-gone'));
    if (stamp !== orderStamp(way)) return again(words.html('changed'));
    const ordered = await this.orders.place(turn, job, way);
    if (ordered.kind === 'placed') return begun(turn, job, ordered.effect);
    if (ordered.kind === 'unknown') return again(`✋ ${words.html('not-checked')}`);
    if (ordered.kind === 'too-old') {
      return { ...closed(turn), effects: [{ kind: 'close-panel' }, tooOld(turn, job)] };
    }
    return again(`✋ ${refusalText(ordered.refusal, words, 'html')}`);
  }

  /** Buttons that cannot be used any more are taken away; those that can later stay. */
  private refused({ words, event }: Turn, jobId: string, obstacle: Obstacle): Reply {
    const anew = obstacle === 'delivery-newer' || obstacle === 'too-old';
    const messageId = anew || obstacle === 'forgotten' ? pressedMessage(event) : undefined;
    const rows = anew ? oldFilmButtons({ jobId }, words) : [];
    return {
      ...toast(words.plain(obstacle)),
      effects: messageId === undefined ? [] : [{ kind: 'buttons', messageId, rows }],
    };
  }
}

function step(context: DialogContext, { what }: JobChangeDraft, action: string, value?: string): Step {
  return what.kind === 'retake'
    ? retakeStep(context, what, action, value)
    : extendStep(context, what, action, value);
}

function answered(turn: Turn, step: Step, change: JobChangeDraft): Reply {
  if (step.kind === 'end') return closed(turn, step.because);
  const { what, note, awaiting } = step;
  const screen = awaiting === undefined ? step.screen : asking(turn, step.screen);
  return {
    change: { ...change, what },
    awaiting: awaiting && pressData(cutTopic, awaiting),
    effects: [{ kind: 'panel', screen: noted(note, screen) }],
  };
}

/** The message about a film that is changed is written below by itself; that of a job that broke off is drawn over. */
function begun(turn: Turn, job: ShownJob, change: Effect): Reply {
  return {
    ...closed(turn),
    toast: { text: turn.words.plain('accepted') },
    effects: [{ kind: 'close-panel' }, change, ...(job.stage === 'delivered' ? [] : [shown(turn, job)])],
  };
}

/** Ends the dialog; a reason that there is goes over the chat after a press, and into it after a text. */
function closed({ event, words }: Turn, because?: string): Reply {
  const over = { change: undefined, awaiting: undefined, effects: [{ kind: 'close-panel' }] } as const;
  if (because === undefined) return over;
  if (event.what.kind === 'press') return { ...over, ...toast(words.plain(because)) };
  return { ...over, effects: [...over.effects, message(words.html(because))] };
}

function withNote(step: Step, note: string | undefined): Step {
  return step.kind === 'show' && note !== undefined ? { ...step, note } : step;
}
