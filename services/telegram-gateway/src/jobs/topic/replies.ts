import type { Effect, Menu } from '../../conversation/effect.js';
import { message } from '../../conversation/replies.js';
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

/** A button that is used up: it goes, or the status message it stands under shows what holds now. */
export function outdated(turn: Turn, job: ShownJob | undefined, text: string): Reply {
  const messageId = pressedMessage(turn.event);
  const toast = { text, alert: true };
  if (messageId === undefined) return { toast };
  if (job?.status?.messageId === messageId) return { toast, effects: [shown(turn, job)] };
  return { toast, effects: [{ kind: 'buttons', messageId, rows: [] }] };
}
