import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from './json-schema.js';
import { readSource } from './source.js';
import { instanceOf } from './walker.js';

const strict = (properties: Record<string, unknown>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const text = { type: 'string' };

function answer(schema: JsonSchema, message: string): unknown {
  const instance = instanceOf(schema, readSource(message));
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  expect(ajv.validate(schema, instance)).toBe(true);
  return instance;
}

describe('an answer', () => {
  const scene = strict({
    prompt: { type: 'string', maxLength: 400 },
    seam: { enum: ['continuous', 'cut'] },
    seconds: { type: 'integer', minimum: 4, maximum: 16 },
    note: { anyOf: [{ type: 'null' }, text] },
  });
  const plan = strict({ title: text, scenes: { type: 'array', minItems: 1, maxItems: 4, items: scene } });
  interface Scene {
    prompt: string;
    seam: string;
    seconds: number;
    note: string;
  }

  it('has as many items as allowed, each about the message and none alike', () => {
    const { scenes } = answer(plan, 'A fox crosses a frozen lake at dawn') as { scenes: Scene[] };
    expect(scenes).toHaveLength(4);
    expect(new Set(scenes.map(({ prompt }) => prompt)).size).toBe(4);
    for (const { prompt, seam, seconds, note } of scenes) {
      expect(prompt).toContain('A fox crosses a frozen lake at dawn');
      expect([seam, seconds]).toEqual(['continuous', 4]);
      expect(note).not.toBe('');
    }
  });

  it('is in Russian about a Russian message', () => {
    const { scenes } = answer(plan, 'Лиса переходит озеро на рассвете') as { scenes: Scene[] };
    expect(new Set(scenes.map(({ prompt }) => prompt)).size).toBe(4);
    for (const { prompt } of scenes) expect(prompt).not.toMatch(/[a-z]/i);
  });

  it('is the same for the same message', () => {
    expect(instanceOf(plan, readSource('A fox'))).toEqual(instanceOf(plan, readSource('A fox')));
  });

  it('keeps each text of a list it is to rewrite, in order, with its numbers and marks', () => {
    const given = [
      { index: 3, seam: 'cut', prompt: 'A fox wakes up.', seconds: 6 },
      { index: 7, seam: 'continuous', prompt: 'It crosses the lake', seconds: 8 },
    ];
    const item = strict({ index: { type: 'integer' }, ...(scene['properties'] as object), opening: text });
    const schema = strict({ style: text, scenes: { type: 'array', items: item } });
    const message = `Connect these scenes:\n\`\`\`json\n${JSON.stringify({ scenes: given })}\n\`\`\`\nKeep them.`;
    const { scenes } = answer(schema, message) as { scenes: (Scene & { index: number; opening: string })[] };
    expect(scenes.map(({ index, seam, seconds }) => [index, seam, seconds])).toEqual([
      [3, 'cut', 6],
      [7, 'continuous', 8],
    ]);
    for (const [position, { prompt }] of given.entries()) {
      expect(scenes[position]?.prompt).toContain(prompt);
      expect(scenes[position]?.prompt).not.toBe(prompt);
      expect(scenes[position]?.opening).toBe(`Opening: ${prompt}`);
    }
  });

  it('takes the number of items from the message when it names it', () => {
    const message = JSON.stringify({ prompt: 'A fox', scenes: 2 });
    expect((answer(plan, message) as { scenes: Scene[] }).scenes).toHaveLength(2);
  });

  it('follows references, formats, patterns, bounds and lengths, and ends recursion', () => {
    const schema = {
      ...strict({
        tree: { $ref: '#/$defs/node' },
        day: { type: 'string', format: 'date' },
        code: { type: 'string', pattern: '^[a-z]+-\\d$' },
        share: { type: 'number', exclusiveMinimum: 0, maximum: 0.5 },
        even: { type: 'integer', minimum: 3, multipleOf: 2 },
        short: { type: 'string', maxLength: 5 },
        nothing: { type: 'null' },
        kind: { const: 'film' },
        tags: { type: 'array', minItems: 2, maxItems: 2, items: text },
      }),
      $defs: {
        node: strict({
          name: text,
          children: { type: 'array', maxItems: 1, items: { $ref: '#/$defs/node' } },
        }),
      },
    };
    const made = answer(schema, 'A fox') as { tags: string[] };
    expect(new Set(made.tags).size).toBe(2);
  });
});
