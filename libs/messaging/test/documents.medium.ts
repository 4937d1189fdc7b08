import { keyValueBuckets } from '@kinoline/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Kvm } from '@nats-io/kv';
import { z } from 'zod';
import { KvDocuments } from '../src/index.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';

const schema = z.strictObject({ count: z.int() });
type Counter = z.infer<typeof schema>;

const raised = (counter: Counter | undefined): Counter => ({ count: (counter?.count ?? 0) + 1 });

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  let documents: KvDocuments<Counter>;
  beforeAll(async () => {
    Logger.overrideLogger(['fatal']);
    line = await startLine(binary);
    documents = new KvDocuments(line.connection, keyValueBuckets.duties, schema);
  });
  afterAll(() => line.stop());

  it('creates a document once', async () => {
    expect(await documents.read('new')).toBeUndefined();
    expect(await documents.create('new', { count: 1 })).toBe(true);
    expect(await documents.create('new', { count: 2 })).toBe(false);
    expect(await documents.read('new')).toEqual({ count: 1 });
  });

  it('loses no change, however many make one at the same time', async () => {
    const others = Array.from({ length: 4 }, () => {
      return new KvDocuments(line.connection, keyValueBuckets.duties, schema);
    });
    await Promise.all(Array.from({ length: 40 }, (_one, at) => others[at % 4]!.change('shared', raised)));
    expect(await documents.read('shared')).toEqual({ count: 40 });
  });

  it('writes nothing when there is nothing to change or the change refuses', async () => {
    await documents.create('kept', { count: 7 });
    const revision = async () =>
      (await (await new Kvm(line.connection).open(keyValueBuckets.duties.name)).get('kept'))?.revision;
    const before = await revision();
    expect(await documents.change('kept', (same) => same)).toEqual({
      document: { count: 7 },
      refused: false,
    });
    expect(await documents.change('kept', () => undefined)).toEqual({
      document: { count: 7 },
      refused: true,
    });
    expect(await revision()).toBe(before);
  });

  it('finds keys by a filter', async () => {
    for (const key of ['chat.1.a', 'chat.1.b', 'chat.2.a']) await documents.create(key, { count: 1 });
    expect((await documents.keys('chat.1.>')).sort()).toEqual(['chat.1.a', 'chat.1.b']);
    expect(await documents.keys('nobody.>')).toEqual([]);
    expect(await documents.keys()).toContain('chat.2.a');
  });

  it('says when what is stored does not fit', async () => {
    const bucket = await new Kvm(line.connection).open(keyValueBuckets.duties.name);
    await bucket.put('odd', '{"count":"many"}');
    await expect(documents.read('odd')).rejects.toThrow(z.ZodError);
  });

  it('waits an outage out', async () => {
    await documents.create('outlives', { count: 1 });
    await line.server.kill();
    const change = documents.change('outlives', raised);
    await line.restart();
    expect((await change).document).toEqual({ count: 2 });
  });
});
