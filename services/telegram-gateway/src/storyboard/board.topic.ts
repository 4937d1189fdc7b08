import type { ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Effect } from '../conversation/effect.js';
import { asking, forWordsAlone, message, said, toast } from '../conversation/replies.js';
import type { Given, Reply, Topic, Turn } from '../conversation/topic.js';
import { pressedMessage } from '../telegram/chat-event.js';
import { JOB_DESK, type JobDesk } from '../jobs/job-desk.js';
import { boardTopic } from '../jobs/screens/sources.js';
import type { ShownJob } from '../jobs/shown-job.js';
import { owes } from '../jobs/topic/passing-on.js';
import { goingJob } from '../jobs/topic/own-job.js';
import { outdated, shown } from '../jobs/topic/replies.js';
import { QUOTAS, type Quotas } from '../people/quotas.js';
import { refusalText } from '../people/refusal-words.js';
import { pressData, type PressData, readPressData } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import { isTakenOver } from '../jobs/screens/approval-screen.js';
import { beatsOf } from '../jobs/beats.js';
import type { Board } from './board.js';
import { textMaxCharacters } from '../jobs/shot-card.js';
import { cardOf, shotsFor } from './board-price.js';
import { editOrder, repricing } from './edit-order.js';
import type { Edit } from './edits.js';
import { dropScreen, lengthsScreen, newSceneScreen, sceneScreen, wordsScreen } from './scene-screen.js';

/** What the talk waits for: another text of a scene, or the text of a new one. */
type Wanted = 'words' | 'add';

/** A storyboard that may be edited, or the answer that says why not. */
type Found = { readonly board: Board } | { readonly answer: Reply };

/**
 * The storyboard before anything is made. Its list is the status message of the job; a scene is opened in a panel below.
 * A button names the revision that it was drawn for: of an older one it never acts.
 */
@Injectable()
export class BoardTopic implements Topic {
  readonly name = boardTopic;

  constructor(
    @Inject(JOB_DESK) private readonly desk: JobDesk,
    @Inject(QUOTAS) private readonly quotas: Quotas,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
  ) {}

  async press(turn: Turn, { action, args: [jobId = '', revision, ...about] }: PressData): Promise<Reply> {
    if (action === 'close') return { awaiting: undefined, effects: [{ kind: 'close-panel' }] };
    const found = await this.find(turn, jobId, Number(revision));
    if ('answer' in found) return found.answer;
    const { board } = found;
    if (action === 'approve') return this.approve(turn, board);
    return opened(turn, board, action, about) ?? this.edit(turn, board, editOf(board, action, about));
  }

  /** What a button says is checked against the revision in every case. */
  stillMeant(): boolean {
    return true;
  }

  async give(turn: Turn, given: Given, { action, args }: PressData): Promise<Reply> {
    const [jobId = '', revision, beat] = args;
    const found = await this.find(turn, jobId, Number(revision));
    if ('answer' in found) return this.late(turn, jobId);
    const { board } = found;
    const text = (given.kind === 'text' ? given.text : given.caption).trim();
    const note = noteOn(board, text);
    if (note !== undefined) return said(note);
    const edit = wordsOf(board, action, Number(beat), text);
    return edit ? forWordsAlone(given, turn, this.edit(turn, board, edit)) : this.late(turn, jobId);
  }

  private async find(turn: Turn, jobId: string, revision: number): Promise<Found> {
    const { words, now } = turn;
    const found = await goingJob(turn, jobId, this.desk);
    if ('answer' in found) return found;
    const { job } = found;
    const { plan } = job;
    if (job.stage !== 'approval' || plan?.revision !== revision) return { answer: this.old(turn, job) };
    const busy = isTakenOver(job, plan) || owes(turn.conversation, jobId, ['approve', 'edit', 'cancel']);
    if (busy) return { answer: toast(words.plain('busy')) };
    return { board: { job, plan, words, catalogue: this.catalogue, now } };
  }

  private old(turn: Turn, job: ShownJob): Reply {
    const text = turn.words.plain('old-buttons');
    if (!isPanelPress(turn)) return outdated(turn, job, text);
    return { ...toast(text), awaiting: undefined, effects: [{ kind: 'close-panel' }, shown(turn, job)] };
  }

  /** The person wrote a text for a storyboard that is another one by now. */
  private async late(turn: Turn, jobId: string): Promise<Reply> {
    const job = await this.desk.find(jobId);
    const effects: Effect[] = [{ kind: 'close-panel' }, message(turn.words.html('storyboard-words-late'))];
    return { awaiting: undefined, effects: [...effects, ...(job ? [shown(turn, job)] : [])] };
  }

  private edit(turn: Turn, board: Board, edit: Edit | undefined): Reply {
    const { words } = turn;
    if (!edit) return this.old(turn, board.job);
    const order = editOrder(board, edit);
    const pressed = turn.event.what.kind === 'press';
    if (order.kind === 'obstacle') {
      if (pressed) return toast(words.plain(order.textId, order.args));
      return said(words.html(order.textId, order.args));
    }
    return {
      ...(pressed && { toast: { text: words.plain('storyboard-toast-taken') } }),
      awaiting: undefined,
      // The list first, so that it stands below what the person wrote before the planner answers.
      effects: [{ kind: 'close-panel' }, ...(pressed ? [] : [shown(turn, board.job)]), order.effect],
    };
  }

  private async approve(turn: Turn, board: Board): Promise<Reply> {
    const { person, words, now } = turn;
    const other = repricing(board);
    if (other?.kind === 'obstacle') return toast(words.plain(other.textId, other.args));
    if (other) return { ...toast(words.plain('job-toast-price')), ...decided(turn, other.effect) };
    const { jobId } = board.job;
    const { revision, estimate } = board.plan;
    const occasion = { kind: 'approval', revision } as const;
    const refusal = await this.quotas.admit(person, jobId, estimate.costUsd, now, occasion);
    if (refusal) return toast(refusalText(refusal, words, 'plain'));
    const approve: Effect = { kind: 'approve', data: { jobId, revision } };
    return { toast: { text: words.plain('storyboard-toast-approved') }, ...decided(turn, approve) };
  }
}

/** Something is done with the storyboard as a whole: a panel that still asks for a text of a scene would ask in vain. */
function decided({ conversation }: Turn, effect: Effect): Reply {
  const asks = readPressData(conversation.awaiting ?? '')?.topic === boardTopic;
  if (!asks) return { effects: [effect] };
  return { awaiting: undefined, effects: [{ kind: 'close-panel' }, effect] };
}

/** The panel that an action opens; undefined: the action opens none, or its scene is gone. */
function opened(
  turn: Turn,
  board: Board,
  action: string,
  [number, from]: readonly string[],
): Reply | undefined {
  const beat = beatsOf(board.plan.storyboard).find((each) => String(each.beat) === number);
  if (!beat) return undefined;
  switch (action) {
    case 'scene':
      return panel(sceneScreen(board, beat));
    case 'lengths':
      return panel(lengthsScreen(board, beat));
    case 'drop':
      return panel(dropScreen(board, beat));
    case 'words':
      return asked(board, 'words', beat.beat, asking(turn, wordsScreen(board, beat)));
    case 'add':
      return asked(
        board,
        'add',
        beat.beat,
        asking(turn, newSceneScreen(board, beat.beat, from === 'list' ? 'list' : 'scene')),
      );
    default:
      return undefined;
  }
}

function panel(screen: Screen): Reply {
  return { awaiting: undefined, effects: [{ kind: 'panel', screen }] };
}

function asked({ job, plan }: Board, wanted: Wanted, beat: number, screen: Screen): Reply {
  const awaiting = pressData(boardTopic, wanted, job.jobId, plan.revision, beat);
  return { awaiting, effects: [{ kind: 'panel', screen }] };
}

/** The edit that a button makes. */
function editOf(board: Board, action: string, [number, value]: readonly string[]): Edit | undefined {
  const beat = Number(number);
  switch (action) {
    case 'up':
      return { kind: 'move', beat, by: -1 };
    case 'down':
      return { kind: 'move', beat, by: 1 };
    case 'dropped':
      return { kind: 'drop', beat };
    case 'join':
      return { kind: 'join', beat, seam: value === 'cut' ? 'cut' : 'continuous' };
    case 'lengthen': {
      const card = cardOf(
        board,
        beatsOf(board.plan.storyboard).find((each) => each.beat === beat),
      );
      return card && { kind: 'lengthen', beat, shots: shotsFor(board, card, Number(value)) };
    }
    default:
      return undefined;
  }
}

/** The edit that a text makes. */
function wordsOf(board: Board, wanted: string, beat: number, text: string): Edit | undefined {
  switch (wanted) {
    case 'words':
      return { kind: 'reword', beat, text };
    case 'add': {
      const card = cardOf(board);
      return card && { kind: 'add', after: beat, text, shots: shotsFor(board, card) };
    }
    default:
      return undefined;
  }
}

/** What is wrong with a text, as HTML. */
function noteOn(board: Board, text: string): string | undefined {
  const most = textMaxCharacters(cardOf(board));
  if (text === '') return board.words.html('text-wanted');
  if (text.length <= most) return undefined;
  return board.words.html('text-too-long', { characters: text.length, most });
}

function isPanelPress(turn: Turn): boolean {
  const pressed = pressedMessage(turn.event);
  return pressed !== undefined && pressed === turn.conversation.panel?.messageId;
}
