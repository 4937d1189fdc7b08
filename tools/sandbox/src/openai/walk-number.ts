import { numberOf } from './json-schema.js';
import type { JsonSchema } from './json-schema.js';
import type { WalkPlace } from './walker.js';

const countsItems = /(^|_)(index|number|order|position|ordinal|no)$|(Index|Number|Order|Position)$/;

function bounds(schema: JsonSchema): [lowest: number, highest: number] {
  const above = numberOf(schema, 'exclusiveMinimum');
  const below = numberOf(schema, 'exclusiveMaximum');
  const step = schema['type'] === 'integer' ? 1 : 0.001;
  const lowest = numberOf(schema, 'minimum') ?? (above === undefined ? -Infinity : above + step);
  const highest = numberOf(schema, 'maximum') ?? (below === undefined ? Infinity : below - step);
  return [lowest, highest];
}

/** The position in the list, counted from the lowest number allowed where that is 0 or 1, else from 1. */
function position(schema: JsonSchema, place: WalkPlace): number[] {
  const index = place.indexes.at(-1);
  if (index === undefined || !countsItems.test(place.name)) return [];
  return [numberOf(schema, 'minimum') === 0 ? index : index + 1];
}

/** Numbers to try for a number schema, best first; the first that is valid is taken. */
export function numberCandidates(schema: JsonSchema, place: WalkPlace, echo: unknown): number[] {
  const [lowest, highest] = bounds(schema);
  const step = numberOf(schema, 'multipleOf');
  const usual = Math.min(Math.max(1, lowest), highest);
  const stepped = step === undefined ? [] : [Math.ceil(usual / step) * step, Math.floor(usual / step) * step];
  return [...(typeof echo === 'number' ? [echo] : []), ...position(schema, place), usual, ...stepped, 0];
}
