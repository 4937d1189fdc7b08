import type { FastifyRequest } from 'fastify';
import { isRecord } from '../openai/json-schema.js';
import { badRequest, TelegramError } from './problem.js';
import { storeUpload } from './upload.js';
import type { UploadedPart } from './upload.js';

/** What a call came with: query, json, form or multipart alike. */
export interface Parameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedPart>;
}

async function fromMultipart(request: FastifyRequest, folder: string): Promise<Parameters> {
  const values: Record<string, unknown> = {};
  const files = new Map<string, UploadedPart>();
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const names = { name: part.filename, contentType: part.mimetype };
      files.set(part.fieldname, await storeUpload(part.file, names, folder));
    } else {
      values[part.fieldname] = part.value;
    }
  }
  return { values, files };
}

function fromText(body: string, type: string): Readonly<Record<string, unknown>> {
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  const value = body.trim() === '' ? {} : unwrapJson(body);
  return isRecord(value) ? value : {};
}

/** Reads a call's parameters; files go to `folder`. */
export async function readParameters(request: FastifyRequest, folder: string): Promise<Parameters> {
  const query = isRecord(request.query) ? request.query : {};
  if (request.isMultipart()) {
    const { values, files } = await fromMultipart(request, folder);
    return { values: { ...query, ...values }, files };
  }
  const body = typeof request.body === 'string' ? request.body : '';
  const given = fromText(body, request.headers['content-type'] ?? '');
  return { values: { ...query, ...given }, files: new Map() };
}

/** Throws a 413 when a file is over the limit of uploads. */
export function assertUploads(files: Parameters['files']): void {
  if ([...files.values()].some(({ tooLarge }) => tooLarge)) throw new TelegramError(413);
}

/**
 * A value that came as JSON text where JSON is meant (forms carry nothing else). Throws a 400 that names `what` on
 * broken JSON.
 */
export function unwrapJson(value: unknown, what?: string): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${what === undefined ? '' : `${what} `}JSON object`);
  }
}
