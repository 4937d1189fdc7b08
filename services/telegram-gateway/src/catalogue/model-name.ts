import type { ModelCatalogue } from '@kinoline/contracts';

/** A model's name for people; of an unknown one its id. */
export function modelName(id: string, catalogue: ModelCatalogue): string {
  return catalogue.get(id)?.name ?? id;
}
