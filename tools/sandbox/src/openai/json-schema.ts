/** A JSON schema as it came over the wire. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Whether the value is an object that is not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema behind a local `$ref` (`#`, `#/$defs/…`), or the schema itself. Throws a RangeError on a dead reference. */
export function dereference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  let found: unknown = root;
  for (const step of reference.split('/').slice(1)) found = isRecord(found) ? found[step] : undefined;
  if (!isRecord(found)) throw new RangeError(`reference ${reference} leads nowhere`);
  return found;
}

/** The alternatives of an anyOf (or oneOf), if it is one. */
export function alternatives(schema: JsonSchema): readonly JsonSchema[] | undefined {
  const any = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(any) ? any.filter(isRecord) : undefined;
}

/** The types a schema names. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const type = schema['type'];
  const named: unknown[] = [type].flat();
  const types = named.filter((name) => typeof name === 'string');
  return types.length > 0 ? types : isRecord(schema['properties']) ? ['object'] : [];
}

/** The property schemas of an object schema. */
export function propertiesOf(schema: JsonSchema): [string, JsonSchema][] {
  const properties = schema['properties'];
  if (!isRecord(properties)) return [];
  return Object.entries(properties).filter((entry): entry is [string, JsonSchema] => isRecord(entry[1]));
}

/** A number keyword of a schema. */
export function numberOf(schema: JsonSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}
