import type { Effect } from '../../conversation/effect.js';
import type { Reply, Turn } from '../../conversation/topic.js';
import type { Screen } from '../../telegram/screen.js';
import type { ShownJob } from '../shown-job.js';

/** The message whose button was pressed. */
export function pressedMessage({ event: { what } }: Turn): number | undefined {
  return what.kind === 'press' ? what.messageId : undefined;
}

/** Draws the status message; below when the person pressed (or wrote) something further down. */
export function shown(
  turn: Turn,
  job: ShownJob,
  menu?: Extract<Effect, { kind: 'show-job' }>['menu'],
): Effect {
  const below = pressedMessage(turn) !== job.status?.messageId || job.status?.messageId === undefined;
  return { kind: 'show-job', jobId: job.jobId, below, ...(menu && { menu }) };
}

/** A button that is used up: it goes, or the status message it stands under shows what holds now. */
export function outdated(turn: Turn, job: ShownJob | undefined, text: string): Reply {
  const messageId = pressedMessage(turn);
  const toast = { text, alert: true };
  if (messageId === undefined) return { toast };
  if (job?.status?.messageId === messageId) return { toast, effects: [shown(turn, job)] };
  return { toast, effects: [{ kind: 'buttons', messageId, rows: [] }] };
}

/** Only a word at the top of the screen. */
export function toast(text: string): Reply {
  return { toast: { text, alert: true } };
}

/** An answer of its own. */
export function message(html: string, rows: Screen['rows'] = []): Effect {
  return { kind: 'message', screen: { html, rows } };
}
