import { describe, expect, it } from '@jest/globals';
import { strictSchemaFault } from './strict-schema.js';

const text = { type: 'string' };
const closed = { type: 'object', additionalProperties: false };

describe('strict mode', () => {
  it('takes closed objects whose properties are all required', () => {
    const schema = {
      ...closed,
      required: ['a'],
      properties: { a: { type: 'array', items: text, maxItems: 3 } },
    };
    expect(strictSchemaFault(schema)).toBeUndefined();
  });

  it.each([
    [
      { type: 'array', items: text },
      `schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    ],
    [
      { type: 'object', required: [], properties: {} },
      `In context=(), 'additionalProperties' is required to be supplied and to be false.`,
    ],
    [
      { ...closed, required: ['b'], properties: { b: { ...closed, required: [], properties: { a: text } } } },
      `In context=('properties', 'b'), 'required' is required to be supplied and to be an array including every key in properties. Missing 'a'.`,
    ],
    [
      { ...closed, required: ['a'], properties: { a: { oneOf: [text] } } },
      `In context=('properties', 'a'), 'oneOf' is not permitted.`,
    ],
    [
      { ...closed, required: ['a'], properties: { a: {} } },
      `In context=('properties', 'a'), schema must have a 'type' key.`,
    ],
  ])('refuses %j', (schema, words) => {
    expect(strictSchemaFault(schema)).toBe(words);
  });
});
