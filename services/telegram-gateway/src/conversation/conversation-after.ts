import type { ChatEvent, Happening } from '../telegram/chat-event.js';
import { type Conversation, type FollowUp, rememberedFollowUps, rememberedUpdates } from './conversation.js';
import { type Effect, isDrawing } from './effect.js';
import type { Reply } from './topic.js';

/** What an update still has to do. */
export function followUpOf(
  { pending, unshown = [] }: Conversation,
  event: Pick<ChatEvent, 'updateId'>,
): FollowUp | undefined {
  return [...unshown, ...(pending ? [pending] : [])].find(({ updateId }) => updateId === event.updateId);
}

/** An update whose reply is recorded. */
export interface HandledUpdate extends Pick<ChatEvent, 'updateId' | 'what'> {
  /** Its number in the stream. */
  readonly sequence?: number | undefined;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** Longer than an update is tried again, in milliseconds: what is owed by then was given up. */
const owedForMs = 2 * 60 * 60 * 1000;

/**
 * What an earlier answer owes the line for too long. It is not done any more: a film must not begin with something the
 * person writes hours later, at a price that was shown then.
 */
export function owedTooLong({ pending }: Conversation, now: number): readonly Effect[] {
  if (pending?.at === undefined || now - pending.at <= owedForMs) return [];
  return pending.effects.filter(isOwed);
}

/** The conversation once a reply is recorded: what the reply leaves out stays. */
export function conversationAfter(
  before: Conversation,
  { updateId, what, sequence, at }: HandledUpdate,
  reply: Reply,
): Conversation {
  const { pending, unshown = [], drawing, draft, change, awaiting, ...rest } = before;
  const owed = owedTooLong(before, at).length > 0 ? [] : (pending?.effects.filter(isOwed) ?? []);
  const left = unshownAfter([...unshown, ...(pending ? [pending] : [])], reply);
  const nextDraft = 'draft' in reply ? reply.draft : draft;
  const nextChange = 'change' in reply ? reply.change : change;
  const nextAwaiting = 'awaiting' in reply ? reply.awaiting : awaiting;
  const nextDrawing = drawingOf(updateId, reply) ?? drawing;
  const effects = [...pressAnswer(what, reply), ...owed, ...(reply.effects ?? [])];
  const since = owed.length > 0 ? (pending?.at ?? at) : at;
  return {
    ...rest,
    handled: [...before.handled, updateId].slice(-rememberedUpdates),
    ...(sequence !== undefined && { upTo: Math.max(before.upTo ?? 0, sequence) }),
    ...(effects.length > 0 && { pending: { updateId, at: since, effects } }),
    ...(left.length > 0 && { unshown: left }),
    ...(nextDrawing && { drawing: nextDrawing }),
    ...(nextDraft && { draft: nextDraft }),
    ...(nextChange && { change: nextChange }),
    ...(nextAwaiting !== undefined && { awaiting: nextAwaiting }),
  };
}

/** First of all: the person waits for it with a finger on the button. */
function pressAnswer(what: Happening, { toast }: Reply): Effect[] {
  if (what.kind !== 'press') return [];
  return [
    { kind: 'answer-press', pressId: what.pressId, ...(toast && { toast: { alert: false, ...toast } }) },
  ];
}

/** What an earlier answer owes the line: it comes before whatever the next one says. */
export function isOwed({ kind }: Effect): boolean {
  return (
    kind === 'begin-job' || kind === 'approve' || kind === 'edit' || kind === 'change' || kind === 'cancel'
  );
}

/**
 * What earlier answers would show stays theirs: another replica may be showing it right now, and a message would stand
 * there twice. Of two drawings of the panel only the newer one counts; a panel that becomes a job's is drawn no more.
 */
function unshownAfter(earlier: readonly FollowUp[], { effects = [] }: Reply): FollowUp[] {
  const isRedrawn = effects.some((effect) => isDrawing(effect) || effect.kind === 'begin-job');
  const isWanted = (effect: Effect): boolean => !isOwed(effect) && !(isRedrawn && isDrawing(effect));
  return earlier
    .map((each) => ({ ...each, effects: each.effects.filter(isWanted) }))
    .filter((each) => each.effects.length > 0)
    .slice(-rememberedFollowUps);
}

/** What an answer says about the panel; undefined: nothing. */
function drawingOf(updateId: number, { effects = [] }: Reply): Conversation['drawing'] {
  const last = effects.findLast((effect) => isDrawing(effect) || effect.kind === 'begin-job');
  return last && { updateId, ...(isDrawing(last) && { effect: last }) };
}
