import type { DeliveredFilm, ShownJob } from './shown-job.js';

/**
 * The newest film of a job that rests, when it could not be brought to its chat and was left in the store: Telegram or
 * the store was out of reach for too long, or the person had blocked the bot.
 */
export function leftFilm({
  stage,
  cut,
  delivered,
}: Pick<ShownJob, 'stage' | 'cut' | 'delivered'>): DeliveredFilm | undefined {
  return stage === 'delivered'
    ? delivered.find((film) => film.cut === cut && film.by === 'store')
    : undefined;
}
