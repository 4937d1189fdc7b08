/** Injection token of the model cards, a `ModelCatalogue` of contracts. */
export const CATALOGUE = Symbol('ModelCatalogue');
