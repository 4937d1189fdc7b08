import { isRecord } from '../openai/json-schema.js';
import type { KnownFields } from './method-fields.js';

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function inside(value: unknown, known: KnownFields, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => inside(item, known, `${path}.${index}`));
  return isRecord(value) ? unknownFields(value, known, `${path}.`) : [];
}

/** Paths of the fields that Telegram does not know and would ignore without a word. */
export function unknownFields(
  values: Readonly<Record<string, unknown>>,
  known: KnownFields,
  prefix = '',
): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field === undefined) return [`${prefix}${name}`];
    return field === true ? [] : inside(parsed(value), field, `${prefix}${name}`);
  });
}
