import type { FastifyRequest } from 'fastify';
import { isRecord } from '../openai/json-schema.js';
import { badRequest } from './problem.js';

/** A file in the body of a call. */
export interface UploadedPart {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a call came with: query, json, form or multipart alike. */
export interface Parameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedPart>;
}

async function fromMultipart(request: FastifyRequest): Promise<Parameters> {
  const values: Record<string, unknown> = {};
  const files = new Map<string, UploadedPart>();
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      files.set(part.fieldname, { name: part.filename, contentType: part.mimetype, bytes });
      values[part.fieldname] ??= `attach://${part.fieldname}`;
    } else {
      values[part.fieldname] = part.value;
    }
  }
  return { values, files };
}

/** Reads a call's parameters. Files too large make it throw Fastify's 413. */
export async function readParameters(request: FastifyRequest): Promise<Parameters> {
  const query = isRecord(request.query) ? request.query : {};
  if (request.isMultipart()) {
    const { values, files } = await fromMultipart(request);
    return { values: { ...query, ...values }, files };
  }
  return { values: { ...query, ...(isRecord(request.body) ? request.body : {}) }, files: new Map() };
}

/** A value that came as JSON text where JSON is meant (forms carry nothing else). Throws a 400 on broken JSON. */
export function unwrapJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest("can't parse JSON object");
  }
}
