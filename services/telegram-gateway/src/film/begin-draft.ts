import type { JobSettings, ModelCatalogue } from '@kinoline/contracts';
import type { Person } from '../people/person.js';
import type { Draft } from '../conversation/draft.js';
import { proposedLength } from './lengths.js';
import { offeredCards } from '../catalogue/models.js';

/**
 * What a film is proposed with: what the person chose last, else the recommended model and three scenes.
 *
 * @returns undefined when no model is offered at all
 */
export function proposedSettings(
  { lastSettings }: Pick<Person, 'lastSettings'>,
  catalogue: ModelCatalogue,
  on: Date,
): JobSettings | undefined {
  const [card] = offeredCards(catalogue, on);
  if (!card) return undefined;
  if (lastSettings && catalogue.has(lastSettings.model)) return { ...lastSettings, mode: 'chain' };
  const picture = { quality: '1080p', aspect: '16:9' } as const;
  const secondsPerScene = proposedLength(card, picture);
  return { model: card.id, ...picture, secondsPerScene, scenes: 3, audio: true, mode: 'chain' };
}

/** A film of which only the prompt is wanted: the rest is proposed, so that the card comes next. */
export function beginDraft(settings: JobSettings): Draft {
  return { settings, fresh: false, step: 'prompt', changing: true };
}
