import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { models } from './models/index.js';
import type { ModelInput } from './models/model.js';
import type { InvalidField } from './problem.js';

const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: false });
addFormats.default(ajv);
ajv.addFormat('password', true);

const validators = new Map<string, ValidateFunction>(
  [...models].map(([name, model]) => [name, ajv.compile(model.inputSchema)]),
);

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Words and types as Replicate's validator gives them. */
function describe(error: ErrorObject): InvalidField {
  const name = error.instancePath.slice(1).replaceAll('/', '.');
  const field = name === '' ? 'input' : `input.${name}`;
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'required':
      return { type: 'required', field, description: `${text(params['missingProperty'])} is required` };
    case 'additionalProperties': {
      const extra = text(params['additionalProperty']);
      return {
        type: 'additional_property_not_allowed',
        field,
        description: `Additional property ${extra} is not allowed`,
      };
    }
    case 'enum': {
      const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'] : [];
      const description = `${name} must be one of the following: ${allowed.map(text).join(', ')}`;
      return { type: 'enum', field, description };
    }
    case 'type':
      return { type: 'invalid_type', field, description: `Invalid type. Expected: ${text(params['type'])}` };
    default:
      return { type: error.keyword, field, description: error.message ?? 'is not valid' };
  }
}

/** The outcome of checking an input against its model's schema. */
export type Validation =
  | { readonly ok: true; readonly input: ModelInput }
  | { readonly ok: false; readonly fields: readonly InvalidField[] };

/**
 * Checks an input against the schema of `model` (`owner/name`, must be known); the input that comes back has the
 * schema's defaults. The real service ignores some unknown inputs; here they are refused, so that a wrong name is seen.
 */
export function validateInput(model: string, input: unknown): Validation {
  const validate = validators.get(model);
  if (!validate) throw new RangeError(`no such model: ${model}`);
  const copy: unknown = structuredClone(input);
  if (validate(copy)) return { ok: true, input: copy as ModelInput };
  return { ok: false, fields: (validate.errors ?? []).map(describe) };
}
