import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fileBody } from './files.js';
import type { FileStore, Upload, UploadedFile } from './files.js';
import { problem, ProblemError } from './problem.js';
import type { Gate } from './gate.js';

async function readUpload(request: FastifyRequest): Promise<Upload> {
  let content: Pick<Upload, 'name' | 'contentType' | 'bytes'> | undefined;
  let metadata: Upload['metadata'] = {};
  for await (const part of request.parts()) {
    if (part.type === 'file' && part.fieldname === 'content') {
      content = { name: part.filename, contentType: part.mimetype, bytes: await part.toBuffer() };
    } else if (part.type === 'field' && part.fieldname === 'metadata') {
      metadata = JSON.parse(String(part.value)) as Upload['metadata'];
    }
  }
  if (!content) throw new ProblemError(problem(400, 'Missing content'));
  return { ...content, metadata };
}

/** The files API. */
export function fileRoutes(app: FastifyInstance, files: FileStore, api: () => string, gate: Gate): void {
  const found = (id: string): UploadedFile => {
    const file = files.find(id);
    if (!file) throw new ProblemError(problem(404));
    return file;
  };
  app.post('/v1/files', async (request, reply) => {
    if (!request.isMultipart()) throw new ProblemError(problem(400, 'Expected multipart/form-data'));
    const upload = await readUpload(request);
    if (await gate(reply, 'file.create')) return reply;
    return reply.code(201).send(fileBody(await files.add(upload), api()));
  });
  app.get('/v1/files', () => ({
    next: null,
    previous: null,
    results: files.list().map((file) => fileBody(file, api())),
  }));
  app.get<{ Params: { id: string } }>('/v1/files/:id', async ({ params }, reply) => {
    if (await gate(reply, 'file.get')) return reply;
    return fileBody(found(params.id), api());
  });
  app.get<{ Params: { id: string } }>('/v1/files/:id/download', ({ params }, reply) => {
    const file = found(params.id);
    return reply.type(file.contentType).send(createReadStream(file.path));
  });
  app.delete<{ Params: { id: string } }>('/v1/files/:id', async ({ params }, reply) => {
    if (!(await files.remove(params.id))) throw new ProblemError(problem(404));
    return reply.code(204).send();
  });
}
