import type { Models } from '../../catalogue/models.js';
import { asking } from '../../conversation/replies.js';
import type { Reply, Turn } from '../../conversation/topic.js';
import { pressData, readPressData } from '../../telegram/press-data.js';
import { excerpt } from '../../words/figures.js';
import { revisionOf } from '../progress.js';
import { beatOf } from '../scene-views.js';
import { newTextQuestion } from '../screens/new-text-question.js';
import { centsOf, jobTopic } from '../screens/sources.js';
import { cardOfShot, textMaxCharacters } from '../shot-card.js';
import type { ShownJob } from '../shown-job.js';

/** Name of what the talk waits for: other words for the scene that could not be made. */
const rewording = 'words';

/** Asks for other words; shows those it has, as people read them. */
export function askForWords(turn: Turn, job: ShownJob, sceneUsd: number, noteId?: string): Reply {
  const { words } = turn;
  const scene = job.held?.scene ?? 1;
  const present = job.plan?.storyboard.scenes.find((planned) => planned.scene === scene)?.draft ?? '';
  const question = newTextQuestion(words, {
    scene: beatOf(job, scene),
    text: excerpt(present, 2_500),
    priceUsd: sceneUsd,
  });
  const note = noteId === undefined ? [] : [`✋ ${words.html(noteId)}`];
  const html = [...note, question].join('\n');
  const revision = revisionOf(job);
  const cancel = { label: words.plain('cancel'), data: pressData(jobTopic, 'unword', job.jobId, revision) };
  return {
    awaiting: pressData(jobTopic, rewording, job.jobId, revision, centsOf(sceneUsd)),
    effects: [{ kind: 'close-panel' }, { kind: 'panel', screen: asking(turn, { html, rows: [[cancel]] }) }],
  };
}

/** A reply that decides about the job otherwise: a question for other words of its scene would be asked in vain. */
export function withoutQuestion({ conversation }: Turn, { jobId }: ShownJob, reply: Reply): Reply {
  const asked = readPressData(conversation.awaiting ?? '');
  if (asked?.topic !== jobTopic || asked.args[0] !== jobId) return reply;
  return { ...reply, awaiting: undefined, effects: [{ kind: 'close-panel' }, ...(reply.effects ?? [])] };
}

/** Longest text of the scene that could not be made, in characters. */
export function mostCharacters({ plan, held }: ShownJob, models: Models): number {
  const shot = plan?.storyboard.scenes.find(({ scene }) => scene === held?.scene);
  return textMaxCharacters(plan && cardOfShot(shot, plan, models));
}
