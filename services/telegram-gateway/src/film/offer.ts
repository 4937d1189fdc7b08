import {
  type Adaptation,
  chooseRendering,
  type Estimate,
  estimateOf,
  type JobSettings,
  type ModelCard,
  type ModelCatalogue,
  pictureAdaptations,
  planShots,
  soundAdaptations,
} from '@kinoline/contracts';
import { cardFor } from '../catalogue/models.js';

/** What a person gets for what they chose. */
export interface Offer {
  /** The model that makes it. */
  readonly card: ModelCard;
  /** What the job is asked with: the person's choice, with a model that is known. */
  readonly settings: JobSettings;
  /** Lengths of the clips of one scene, in seconds. */
  readonly clips: readonly number[];
  /** What is made otherwise than it was chosen. */
  readonly adaptations: readonly Adaptation[];
  /** Of the whole film. */
  readonly estimate: Estimate;
}

/**
 * Works out model, price and time of a film, as the planner will.
 *
 * @param on - the day whose models and prices hold
 * @returns undefined when no model is offered at all
 */
export function offerOf(catalogue: ModelCatalogue, asked: JobSettings, on: Date): Offer | undefined {
  const resolved = cardFor(catalogue, asked.model, on);
  if (!resolved) return undefined;
  const { card } = resolved;
  const settings = catalogue.has(asked.model) ? asked : { ...asked, model: card.id };
  const { seconds: clips, adaptations } = planShots(card, settings);
  const all = Array.from({ length: settings.scenes }, () => clips).flat();
  return {
    card,
    settings,
    clips,
    adaptations: [
      ...resolved.adaptations,
      ...adaptations,
      ...pictureAdaptations(chooseRendering(card, settings), settings),
      ...soundAdaptations(card, settings.audio),
      ...(all.length > 1 && card.inputs.startImage === undefined
        ? [{ kind: 'start-image-unsupported' } as const]
        : []),
    ],
    estimate: estimateOf(card, settings, all, on),
  };
}
