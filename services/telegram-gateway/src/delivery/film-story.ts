import type { ModelCatalogue } from '@kinoline/contracts';
import { wantedScenes } from '../jobs/scope.js';
import { type ShownJob, spentUsd, timeKey } from '../jobs/shown-job.js';
import { workedSeconds } from '../jobs/time/work-time.js';
import type { Person } from '../people/person.js';
import type { Standing } from '../people/quotas.js';
import { leftTodayUsd } from '../people/today.js';
import { modelName } from '../catalogue/model-name.js';
import { qualityName } from '../catalogue/quality-name.js';
import { isGroupChat } from '../telegram/chat-event.js';
import type { Words } from '../words/words.js';
import type { StoredFilm } from './delivery-way.js';
import type { FilmStory } from './film-caption.js';
import { notesOf } from './film-notes.js';

/** Whether what is told of a film was heard: its plan and its takes come by ways of their own, and may come after it. */
export function isStoryHeard(job: ShownJob, { cut, scenes }: Pick<StoredFilm, 'cut' | 'scenes'>): boolean {
  const awaited = wantedScenes(job);
  return job.plan?.cut === cut && !scenes.some(({ scene }) => awaited.includes(scene));
}

/** What the text with a film that was just made tells. */
export function storyOf(
  {
    job,
    film,
    person,
    standing,
  }: {
    readonly job: ShownJob;
    readonly film: StoredFilm;
    readonly person: Person | undefined;
    /** Where the person stands today, when the job is over. */
    readonly standing: Standing | undefined;
  },
  words: Words,
  { catalogue, now }: { readonly catalogue: ModelCatalogue; readonly now: Date },
): FilmStory {
  const { plan, request } = job;
  const settings = plan?.settings ?? request.settings;
  const shots = plan?.storyboard.scenes.filter(({ scene }) =>
    film.scenes.some((each) => each.scene === scene),
  );
  const models = new Set((shots ?? []).map(({ model }) => model ?? settings.model));
  const left = standing && leftTodayUsd(standing);
  return {
    again: job.delivered.some(({ cut }) => cut < film.cut),
    ...(isGroupChat(request.requester.chatId) &&
      person && { reader: { personId: person.personId, name: person.name } }),
    prompt: request.prompt,
    models: (models.size > 0 ? [...models] : [settings.model]).map((id) => modelName(id, catalogue)),
    quality: qualityName(settings.quality),
    scenes: new Set(shots?.map(({ beat }) => beat)).size || film.scenes.length,
    seconds: film.facts.seconds,
    costUsd: spentUsd(job),
    ...(left && { leftUsd: left.leftUsd }),
    tookSeconds: workedSeconds(job, job.times[timeKey('stitched', film.cut)] ?? now.toISOString()),
    notes: notesOf(film, plan, words, catalogue),
  };
}
