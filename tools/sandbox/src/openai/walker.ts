import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { alternatives, dereference, isRecord, numberOf, propertiesOf, typesOf } from './json-schema.js';
import type { JsonSchema } from './json-schema.js';
import { named } from './source.js';
import type { Source } from './source.js';
import { numberCandidates } from './walk-number.js';
import { textCandidates } from './walk-text.js';

/** Where in the answer a value stands. */
export interface WalkPlace {
  readonly source: Source;
  /** Name of the property, or of the list the value is in. */
  readonly name: string;
  /** Positions in the lists around it, outermost first. */
  readonly indexes: readonly number[];
  /** The item of the message's list that this part of the answer is about. */
  readonly item?: unknown;
}

/** No valid value was found for a part of the schema. */
export class WalkError extends Error {
  override readonly name = 'WalkError';
}

const deepest = 24;
const usualLength = 3;

type IsValid = (schema: JsonSchema, value: unknown) => boolean;

function validator(): IsValid {
  const ajv = new Ajv2020({ strict: false, allErrors: false, addUsedSchema: false });
  addFormats.default(ajv);
  return (schema, value) => ajv.validate(schema, value);
}

/** Makes an instance of a schema out of a message: the same schema and message always give the same instance. */
class Walker {
  private readonly isValid = validator();
  constructor(private readonly root: JsonSchema) {}

  walk(given: JsonSchema, place: WalkPlace, depth = 0): unknown {
    const schema = dereference(given, this.root);
    if ('const' in schema) return schema['const'];
    const options = alternatives(schema);
    if (options) return this.walk(this.choose(options, depth), place, depth + 1);
    const echo = isRecord(place.item) ? place.item[place.name] : named(place.source.json, place.name);
    if (Array.isArray(schema['enum'])) return this.pick(schema, schema['enum'], place, echo);
    return this.typed(schema, place, echo, depth);
  }

  private typed(schema: JsonSchema, place: WalkPlace, echo: unknown, depth: number): unknown {
    const types = typesOf(schema);
    switch (types.find((name) => name !== 'null') ?? 'null') {
      case 'object':
        return this.object(schema, place, depth);
      case 'array':
        return this.list(schema, place, echo, depth);
      case 'string':
        return this.first(schema, textCandidates(schema, place, echo), place);
      case 'number':
      case 'integer':
        return this.first(schema, numberCandidates(schema, place, echo), place);
      case 'boolean':
        return typeof echo === 'boolean' ? echo : true;
      default:
        return null;
    }
  }

  /** The first alternative that is not null; deep down, null where it may be. */
  private choose(options: readonly JsonSchema[], depth: number): JsonSchema {
    const isNull = (option: JsonSchema): boolean => typesOf(option)[0] === 'null';
    const nothing = options.find(isNull);
    const something = options.find((option) => !isNull(option));
    return (depth > deepest / 2 ? nothing : undefined) ?? something ?? nothing ?? {};
  }

  private pick(schema: JsonSchema, values: readonly unknown[], place: WalkPlace, echo: unknown): unknown {
    const usable = values.filter((value) => value !== null);
    return this.first(schema, [...(values.includes(echo) ? [echo] : []), ...usable, ...values], place);
  }

  private first(schema: JsonSchema, candidates: readonly unknown[], place: WalkPlace): unknown {
    const found = candidates.find((candidate) => this.isValid(schema, candidate));
    if (found === undefined)
      throw new WalkError(`no value found for '${place.name}': ${JSON.stringify(schema)}`);
    return found;
  }

  private object(schema: JsonSchema, place: WalkPlace, depth: number): unknown {
    const parts = propertiesOf(schema);
    return Object.fromEntries(
      parts.map(([name, part]) => [name, this.walk(part, { ...place, name }, depth + 1)]),
    );
  }

  private list(schema: JsonSchema, place: WalkPlace, echo: unknown, depth: number): unknown {
    const part = isRecord(schema['items']) ? schema['items'] : {};
    const about = this.subjects(part, place, echo);
    const shortest = numberOf(schema, 'minItems') ?? 0;
    const longest = numberOf(schema, 'maxItems') ?? Infinity;
    const count = typeof echo === 'number' ? echo : about?.length;
    const usual = Number.isFinite(longest) ? longest : Math.max(usualLength, shortest);
    const length = depth > deepest ? shortest : Math.max(shortest, Math.min(count ?? usual, longest));
    return Array.from({ length }, (_, index) => {
      const indexes = [...place.indexes, index];
      return this.walk(part, { ...place, indexes, item: about ? about[index] : place.item }, depth + 1);
    });
  }

  /** The message's items that this list is to follow: the list of the same name, else the main list when it is alike. */
  private subjects(part: JsonSchema, place: WalkPlace, echo: unknown): readonly unknown[] | undefined {
    if (Array.isArray(echo) && echo.length > 0) return echo as readonly unknown[];
    if (place.item !== undefined || place.source.items.length === 0) return undefined;
    const names = propertiesOf(dereference(part, this.root)).map(([name]) => name);
    const [sample] = place.source.items;
    const alike = isRecord(sample) ? names.some((name) => name in sample) : names.length > 0;
    return alike ? place.source.items : undefined;
  }
}

/** An instance of `schema` made out of the message. Throws {@link WalkError} when a pattern cannot be met. */
export function instanceOf(schema: JsonSchema, source: Source): unknown {
  return new Walker(schema).walk(schema, { source, name: 'answer', indexes: [] });
}
