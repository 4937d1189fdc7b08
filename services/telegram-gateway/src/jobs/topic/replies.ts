import type { Effect, Menu } from '../../conversation/effect.js';
import { message, said, toast } from '../../conversation/replies.js';
import type { Reply, Turn } from '../../conversation/topic.js';
import { pressedMessage } from '../../telegram/chat-event.js';
import { sameTextButton } from '../../conversation/doors.js';
import type { ShownJob } from '../shown-job.js';

/** Draws the status message; below when the person pressed (or wrote) something further down. */
export function shown({ event }: Turn, job: ShownJob, menu?: Menu): Effect {
  const messageId = job.status?.messageId;
  const below = messageId === undefined || pressedMessage(event) !== messageId;
  return { kind: 'show-job', jobId: job.jobId, below, ...(menu && { menu }) };
}

/** What is said of a film whose clips are gone: it can only be made anew. */
export function tooOld({ words }: Pick<Turn, 'words'>, { jobId }: Pick<ShownJob, 'jobId'>): Effect {
  const again = sameTextButton(jobId, words);
  return message(words.html('too-old'), [[again]]);
}

/** Nobody can tell just now whether a film can be changed so: nothing is ordered, and what was asked for is still awaited. */
export function notChecked({ event, words, conversation }: Turn): Reply {
  if (event.what.kind === 'press') return toast(words.plain('not-checked'));
  return { awaiting: conversation.awaiting, ...said(words.html('not-checked')) };
}

/** A button that is used up: it goes, or the status message it stands under shows what holds now. */
export function outdated(turn: Turn, job: ShownJob | undefined, text: string): Reply {
  const messageId = pressedMessage(turn.event);
  const over = toast(text);
  if (messageId === undefined) return over;
  if (job?.status?.messageId === messageId) return { ...over, effects: [shown(turn, job)] };
  return { ...over, effects: [{ kind: 'buttons', messageId, rows: [] }] };
}
