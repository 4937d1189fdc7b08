import { alternatives, isRecord, propertiesOf, typesOf } from './json-schema.js';
import type { JsonSchema } from './json-schema.js';

/** Keywords that strict mode refuses. Source: OpenAI's guide to structured outputs. */
const refused = [
  ...['allOf', 'not', 'oneOf', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'uniqueItems'],
  ...['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'unevaluatedProperties'],
  ...['contains', 'minContains', 'maxContains', 'unevaluatedItems', 'prefixItems'],
];
const deepest = 10;

type Path = readonly string[];

function context(path: Path): string {
  const quoted = path.map((step) => `'${step}'`);
  return `(${quoted.join(', ')}${path.length === 1 ? ',' : ''})`;
}

function objectFault(schema: JsonSchema, path: Path): string | undefined {
  const where = `In context=${context(path)}`;
  if (schema['additionalProperties'] !== false) {
    return `${where}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = propertiesOf(schema).find(([name]) => !required.includes(name));
  const rule = `'required' is required to be supplied and to be an array including every key in properties.`;
  return missing && `${where}, ${rule} Missing '${missing[0]}'.`;
}

function children(schema: JsonSchema, path: Path): [JsonSchema, Path][] {
  const definitions = isRecord(schema['$defs']) ? Object.entries(schema['$defs']) : [];
  const parts: [unknown, Path][] = [
    ...propertiesOf(schema).map(([name, part]): [unknown, Path] => [part, [...path, 'properties', name]]),
    ...(alternatives(schema) ?? []).map((part, index): [unknown, Path] => [
      part,
      [...path, 'anyOf', String(index)],
    ]),
    ...definitions.map(([name, part]): [unknown, Path] => [part, [...path, '$defs', name]]),
    [schema['items'], [...path, 'items']],
  ];
  return parts.filter((entry): entry is [JsonSchema, Path] => isRecord(entry[0]));
}

function faultAt(schema: JsonSchema, path: Path, depth: number): string | undefined {
  if (depth > deepest) return `Schema exceeds the maximum nesting depth of ${deepest}.`;
  const keyword = refused.find((name) => name in schema);
  if (keyword) return `In context=${context(path)}, '${keyword}' is not permitted.`;
  const typed =
    typesOf(schema).length > 0 || ['$ref', 'anyOf', 'enum', 'const'].some((name) => name in schema);
  if (!typed) return `In context=${context(path)}, schema must have a 'type' key.`;
  const isArray = typesOf(schema).includes('array');
  if (isArray && !isRecord(schema['items']))
    return `In context=${context(path)}, array schema missing items.`;
  const fault = typesOf(schema).includes('object') ? objectFault(schema, path) : undefined;
  if (fault) return fault;
  const nested = typesOf(schema).includes('object') || isArray ? depth + 1 : depth;
  for (const [part, where] of children(schema, path)) {
    const deeper = faultAt(part, where, nested);
    if (deeper) return deeper;
  }
  return undefined;
}

/** What OpenAI would say against the schema in strict mode, or undefined when it takes it. */
export function strictSchemaFault(schema: JsonSchema): string | undefined {
  const types = typesOf(schema);
  if (types[0] !== 'object' || types.length > 1) {
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${types.join(', ') || 'None'}"'.`;
  }
  return faultAt(schema, [], 0);
}
