import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type SpawnedService, spanTree, startOtlpCollector, waitFor } from '@kinoline/testing';
import { requestFor } from './factories.js';
import { type GeneratorLine, startLine } from './generator-line.js';
import { openDeadEnd, openWayTo } from './http-ways.js';
import { pngOf } from './png.js';

// Most tests start two processes.
jest.setTimeout(180_000);

describe('a generator that is killed', () => {
  let line: GeneratorLine;
  let victim: SpawnedService;
  let rescuer: SpawnedService | undefined;

  beforeAll(async () => {
    line = await startLine();
  });
  afterEach(async () => {
    await Promise.all([victim.stop(), rescuer?.stop()]);
    line.sandbox.reset();
  });
  afterAll(() => line.stop());

  it('while it waits, copies and sends leaves takes that another finishes, each paid once', async () => {
    const way = await openWayTo(() => line.sandbox.replicateBaseUrl, 'answer gets stuck');
    victim = await line.startGenerator({ REPLICATE_BASE_URL: way.url });
    const [waits, copies, sends] = [
      requestFor('waits'),
      requestFor('copies'),
      requestFor('answer gets stuck'),
    ];
    line.sandbox.behave({
      match: { promptIncludes: waits.planned.prompt },
      action: { kind: 'slow', ms: 6000 },
    });
    line.sandbox.behave({
      match: { operation: 'delivery.get' },
      action: { kind: 'delay', ms: 60_000 },
      times: 1,
    });
    // The longest-lived state first: however long the clip takes to render, the others have only just begun.
    await line.request(copies);
    await line.state(copies, 'copying');
    await line.request(waits);
    await line.state(waits, 'waiting');
    await line.request(sends);
    await waitFor(() => line.paid(sends).length > 0, { what: 'the request to be accepted' });
    await Promise.all([
      line.state(waits, 'waiting'),
      line.state(copies, 'copying'),
      line.state(sends, 'sending'),
    ]);
    await victim.kill();
    await way.close();

    rescuer = await line.startGenerator();
    for (const request of [waits, copies, sends]) {
      const { clip } = await line.ending(request);
      expect(clip?.predictionId).toBe(line.paid(request)[0]?.id);
      expect(line.paid(request)).toHaveLength(1);
      await line.state(request, 'settled');
    }
  });

  it('before its paid request was accepted leaves a take that nobody sends again', async () => {
    const deadEnd = await openDeadEnd();
    victim = await line.startGenerator({ REPLICATE_BASE_URL: deadEnd.url });
    const request = requestFor('killed before it was accepted');
    await line.request(request);
    await waitFor(() => deadEnd.arrived.length > 0, { what: 'the request to arrive' });
    await line.state(request, 'sending');
    await victim.kill();
    await deadEnd.close();

    rescuer = await line.startGenerator();
    const { failed } = await line.ending(request);

    expect(failed).toMatchObject({ code: 'ambiguous', costUsd: 0.4, retakeMayHelp: false });
    expect(line.paid(request)).toHaveLength(0);
  });

  it('in mid-reservation leaves nothing behind that a successor does not settle', async () => {
    victim = await line.startGenerator();
    const startFrame = await line.picture(pngOf(64, 64));
    const requests = Array.from({ length: 6 }, (_, index) => requestFor(`reserved ${index}`, { startFrame }));
    // The picture is fetched after the reservation and before the sending: no take gets any further.
    await line.storeDoor.shut();
    await Promise.all(requests.map((request) => line.request(request)));
    for (const { jobId } of requests) {
      const reserved = async () => Object.keys((await line.budget(`job.${jobId}`)).takes).length > 0;
      await waitFor(reserved, { what: 'the reservation', timeoutMs: 40_000 });
    }
    await victim.kill();
    for (const request of requests) expect(line.paid(request)).toHaveLength(0);
    line.storeDoor.open();

    rescuer = await line.startGenerator();
    for (const request of requests) {
      await line.ending(request);
      await line.state(request, 'settled');
      expect(line.paid(request)).toHaveLength(1);
      const budget = await line.budget(`job.${request.jobId}`);
      expect(Object.values(budget.takes)).toMatchObject([
        { microUsd: 400_000, settledAt: expect.any(Number) },
      ]);
    }
  });

  it('in order gives its takes up at once', async () => {
    victim = await line.startGenerator({ LEASE_SECONDS: '60' });
    const request = requestFor('handed over');
    line.sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'slow', ms: 3000 } });
    await line.request(request);
    await line.state(request, 'waiting');
    await victim.stop(30_000);
    rescuer = await line.startGenerator();
    expect((await line.ending(request)).clip).toBeDefined();
    expect(line.paid(request)).toHaveLength(1);
  });

  it('survives that NATS is away while it waits', async () => {
    victim = await line.startGenerator();
    const request = requestFor('without NATS for a while');
    line.sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'slow', ms: 1500 } });
    await line.request(request);
    await line.state(request, 'waiting');
    await line.nats.kill();
    await line.nats.restart();
    expect((await line.ending(request)).clip).toBeDefined();
    expect(line.paid(request)).toHaveLength(1);
  });

  it('leaves a trace that its successor carries on', async () => {
    const collector = await startOtlpCollector();
    victim = await line.startGenerator(collector.environment);
    const request = requestFor('traced');
    line.sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'slow', ms: 3000 } });
    await line.request(request);
    await line.state(request, 'waiting');
    // A message that an earlier test's victim never settled may come again, with a trace of its own.
    const posted = () => collector.spans().find(({ name }) => name.startsWith('POST /v1/models'));
    const { traceId } = await waitFor(posted, { what: "the request's span" });
    await waitFor(() => collector.trace(traceId).some(({ kind }) => kind === 'consumer'), {
      what: 'its parent',
    });
    await victim.kill();

    rescuer = await line.startGenerator(collector.environment);
    await line.ending(request);
    const told = () => collector.trace(traceId).find(({ name }) => name.includes('clip.generated'));
    await waitFor(told, { what: 'the last span' });

    const tree = spanTree(collector.trace(traceId));
    expect(tree.problems).toEqual([]);
    const names = collector.trace(traceId).map(({ name }) => name);
    expect(names).toContain('POST /v1/models/{owner}/{name}/predictions');
    expect(names).toContain('GET /v1/predictions/{id}');
    expect(names).toContain('render veo_3_1_fast');
    await collector.stop();
  });
});
