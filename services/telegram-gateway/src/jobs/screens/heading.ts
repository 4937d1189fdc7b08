import { modelName } from '../../catalogue/model-name.js';
import type { Models } from '../../catalogue/models.js';
import { isGroupChat } from '../../telegram/chat-event.js';
import { clock, excerpt } from '../../words/figures.js';
import { orderedShots } from '../shot-card.js';
import type { ShownJob } from '../shown-job.js';
import type { ScreenSources } from './sources.js';

/** Longest title of a film, in characters: the beginning of its prompt. */
const titleCharacters = 60;

/** What a job is called. */
export function titleOf({ request }: Pick<ShownJob, 'request'>): string {
  return excerpt(request.prompt, titleCharacters);
}

/** What the film is called, and of what it is made. */
export function heading(job: ShownJob, sources: ScreenSources): string {
  const { words, catalogue } = sources;
  const { plan, request } = job;
  const { settings } = plan ?? request;
  const beats = plan ? new Set(plan.storyboard.scenes.map(({ beat }) => beat)).size : settings.scenes;
  return [
    words.html('job-title', { title: titleOf(job) }),
    words.html('job-facts', {
      model: modelName(settings.model, catalogue),
      scenes: beats,
      length: clock(plan?.estimate.filmSeconds ?? orderedSeconds(request, sources)),
    }),
  ].join('\n');
}

/** How long the film will be, in seconds, before anybody planned it: as its card told the person. */
function orderedSeconds(request: ShownJob['request'], models: Models): number {
  const scene = orderedShots(request, models).reduce((sum, seconds) => sum + seconds, 0);
  return request.settings.scenes * scene;
}

/** In a group: whom a question is for. */
export function calledUpon({ request }: ShownJob, { words, name }: ScreenSources): readonly string[] {
  const { chatId, personId } = request.requester;
  return isGroupChat(chatId) ? [words.html('job-for', { personId, name })] : [];
}
