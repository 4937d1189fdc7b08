import {
  type Adaptation,
  isOffered,
  type ModelCard,
  type ModelCatalogue,
  type ResolvedModel,
  resolveModel,
} from '@kinoline/contracts';

/** The models and the day on which they are used. */
export interface Models {
  readonly catalogue: ModelCatalogue;
  readonly now: Date;
}

/** The models a person may choose from on this day, the recommended ones first. */
export function offeredCards(catalogue: ModelCatalogue, on: Date): readonly ModelCard[] {
  const offered = [...catalogue.values()].filter((card) => isOffered(card, on));
  return [
    ...offered.filter(({ recommended }) => recommended),
    ...offered.filter((card) => !card.recommended),
  ];
}

/**
 * The card that makes a film whose model was chosen at some time: a retired one is replaced by its fallback, one that is
 * known no more by the first that is offered.
 *
 * @returns undefined when no model is offered at all
 */
export function cardFor(catalogue: ModelCatalogue, id: string, on: Date): ResolvedModel | undefined {
  const resolved = resolveModel(catalogue, id, on);
  if (resolved) return resolved;
  const [card] = offeredCards(catalogue, on);
  const replaced = (given: string): Adaptation => ({
    kind: 'model-replaced',
    asked: id,
    given,
    because: 'missing',
  });
  return card && { card, adaptations: [replaced(card.id)] };
}

/** The id of the model that a person means by its id or name, in whatever case and with whatever signs between. */
export function modelNamed(catalogue: ModelCatalogue, text: string): string | undefined {
  const asked = bare(text);
  if (asked === '') return undefined;
  const found = [...catalogue.values()].find(({ id, name }) => [bare(id), bare(name)].includes(asked));
  return found?.id;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
