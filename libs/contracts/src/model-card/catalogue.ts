import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Adaptation } from '../adaptation.js';
import { describeIssues } from '../envelope.js';
import { type ModelCard, modelCardSchema } from './card.js';

/** The model cards by id, in the order of their ids. */
export type ModelCatalogue = ReadonlyMap<string, ModelCard>;

/** A model card that cannot be used. The text names file and field and says what is expected. */
export class BadModelCardError extends Error {
  override readonly name = 'BadModelCardError';
}

/**
 * Checks cards and what they say of each other.
 *
 * @param files - file name without `.json` to its text
 * @throws BadModelCardError
 */
export function parseCatalogue(files: Readonly<Record<string, string>>): ModelCatalogue {
  const cards = Object.entries(files)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, text]) => [id, parseCard(id, text)] as const);
  if (cards.length === 0) throw new BadModelCardError('no model card (*.json) found; at least one is needed');
  const catalogue = new Map(cards);
  for (const card of catalogue.values()) refuseFallbackCircle(card, catalogue);
  return catalogue;
}

/**
 * Reads every `*.json` of a directory as a model card.
 *
 * @throws BadModelCardError when the directory cannot be read or a card is off
 */
export async function loadCatalogue(directory: string): Promise<ModelCatalogue> {
  let names: string[];
  try {
    names = (await readdir(directory)).filter((name) => name.endsWith('.json'));
  } catch (cause) {
    throw new BadModelCardError(
      `cannot read model cards from ${directory}: set PARAMETERS_DIR to their folder`,
      {
        cause,
      },
    );
  }
  const texts = await Promise.all(
    names.map(async (name) => [
      name.replace(/\.json$/, ''),
      await readFile(path.join(directory, name), 'utf8'),
    ]),
  );
  return parseCatalogue(Object.fromEntries(texts) as Record<string, string>);
}

/** A card that may be used today, and what the person must be told when it is not the one they chose. */
export interface ResolvedModel {
  readonly card: ModelCard;
  readonly adaptations: readonly Adaptation[];
}

/** Whether the model is still offered on this day (UTC). */
export function isOffered(card: ModelCard, on: Date): boolean {
  return card.retiresOn === undefined || on.toISOString().slice(0, 10) < card.retiresOn;
}

/**
 * The card to use for a chosen model: a retired one is replaced by its fallback.
 *
 * @returns undefined when the id is unknown or no fallback is left
 */
export function resolveModel(catalogue: ModelCatalogue, id: string, on: Date): ResolvedModel | undefined {
  let card = catalogue.get(id);
  while (card && !isOffered(card, on)) {
    card = card.fallback === undefined ? undefined : catalogue.get(card.fallback);
  }
  if (!card) return undefined;
  const adaptations: Adaptation[] =
    card.id === id ? [] : [{ kind: 'model-replaced', asked: id, given: card.id, because: 'retired' }];
  return { card, adaptations };
}

function parseCard(id: string, text: string): ModelCard {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new BadModelCardError(`${id}.json is not JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = modelCardSchema.safeParse(json);
  if (!parsed.success) throw new BadModelCardError(`${id}.json: ${describeIssues(parsed.error)}`);
  if (parsed.data.id !== id) throw new BadModelCardError(`${id}.json: id: must be the file's name, ${id}`);
  return parsed.data;
}

function refuseFallbackCircle(start: ModelCard, catalogue: ModelCatalogue): void {
  const seen = new Set<string>();
  let card: ModelCard | undefined = start;
  while (card?.fallback !== undefined) {
    if (seen.has(card.id)) throw new BadModelCardError(`${start.id}.json: fallback: leads in a circle`);
    seen.add(card.id);
    if (!catalogue.has(card.fallback)) {
      throw new BadModelCardError(`${card.id}.json: fallback: there is no card ${card.fallback}`);
    }
    card = catalogue.get(card.fallback);
  }
}
