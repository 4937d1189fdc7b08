import type { Effect } from '../../conversation/effect.js';
import { message, said } from '../../conversation/replies.js';
import type { Reply, Turn } from '../../conversation/topic.js';
import { pressData } from '../../telegram/press-data.js';
import type { Words } from '../../words/words.js';
import { leftFilm } from '../left-film.js';
import { beatsIn, sceneViews } from '../scene-views.js';
import { titleOf } from '../screens/heading.js';
import { jobTopic } from '../screens/sources.js';
import { canBeStopped, isOpen } from '../screens/status-screen.js';
import type { ShownJob } from '../shown-job.js';
import { isPassedOn } from './passing-on.js';

/** So many of the jobs that broke off are offered to go on. */
const mostOffered = 5;

/** The jobs of whoever asks, in the chat where they ask, newest first. */
export function jobsHere({ event }: Turn, jobs: readonly ShownJob[]): readonly ShownJob[] {
  return jobs.filter(({ request }) => request.requester.chatId === event.chat.id);
}

/** /status: how it goes. */
export function statusReply(turn: Turn, jobs: readonly ShownJob[]): Reply {
  const { words } = turn;
  const open = jobs.filter(isOpen);
  const [newest] = jobs;
  const [job] = open.length === 0 && newest && (hasBrokenOff(newest) || leftFilm(newest)) ? [newest] : open;
  if (!job) return said(words.html('job-status-none'));
  if (open.length <= 1) return { effects: [below(job)] };
  return { effects: [list(open, words, 'job-status-list', 'show')] };
}

/** /cancel: asks before it stops anything. */
export function cancelReply(turn: Turn, jobs: readonly ShownJob[]): Reply {
  const { words, conversation } = turn;
  const open = jobs.filter((each) => canBeStopped(each) && !isPassedOn(turn, each));
  const [job] = open;
  if (open.length > 1) return { effects: [list(open, words, 'job-cancel-which', 'cancel')] };
  if (job) return { effects: [{ ...below(job), menu: 'cancel' }] };
  if (jobs.some((each) => isPassedOn(turn, each))) return said(words.html('busy'));
  if (!conversation.panel) return said(words.html('job-cancel-none'));
  return {
    ...{ draft: undefined, change: undefined, awaiting: undefined },
    effects: [{ kind: 'close-panel' }, message(words.html('closed'))],
  };
}

/** /retry: shows what broke off, what of it is there, and the button that goes on; nothing is paid before it is pressed. */
export function retryReply({ words }: Turn, jobs: readonly ShownJob[]): Reply {
  const broken = jobs.filter(hasBrokenOff).slice(0, mostOffered);
  const [job] = broken;
  if (!job) return said(words.html('job-retry-none'));
  if (broken.length === 1) return { effects: [below(job)] };
  return { effects: [list(broken, words, 'job-retry-which', 'show')] };
}

function hasBrokenOff({ stage }: ShownJob): boolean {
  return stage === 'held' || stage === 'failed' || stage === 'cancelled';
}

function below({ jobId }: ShownJob): Extract<Effect, { kind: 'show-job' }> {
  return { kind: 'show-job', jobId, below: true };
}

type Heading = 'job-status-list' | 'job-cancel-which' | 'job-retry-which';

function list(jobs: readonly ShownJob[], words: Words, heading: Heading, action: string): Effect {
  const lines = jobs.map((job, at) =>
    words.html('job-status-line', { number: at + 1, title: titleOf(job), state: stateOf(job, words) }),
  );
  const rows = jobs.map((job, at) => [
    { label: `${at + 1}. ${titleOf(job)}`, data: pressData(jobTopic, action, job.jobId) },
  ]);
  return message([words.html(heading), ...lines].join('\n\n'), rows);
}

function stateOf(job: ShownJob, words: Words): string {
  const [ready, scenes] = [beatsIn(job, 'ready').length, sceneViews(job).length];
  return words.plain('job-state', { stage: job.stage, ready, scenes });
}
