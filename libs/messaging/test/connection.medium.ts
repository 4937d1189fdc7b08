import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { freePort, startChild, startNatsServer, temporaryFolder, waitFor } from '@kinoline/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { connectToNats, LeaseLostError, NATS_CONNECTION, NatsUnreachableError } from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { gate, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  it('keeps trying until the server is there, and says so without secrets', async () => {
    const port = await freePort();
    const lines: string[] = [];
    const settings = { servers: [`nats://127.0.0.1:${port}`], user: 'me', password: 'hidden' };
    const connecting = connectToNats(settings, { onWaiting: (line) => lines.push(line) });
    await waitFor(() => lines.length > 0, { what: 'the first line' });
    const server = await startNatsServer({ binary, port });
    const connection = await connecting;
    // The line is said again every 10 s.
    expect([...new Set(lines)]).toEqual([
      expect.stringMatching(new RegExp(`^NATS at 127.0.0.1:${port} cannot be used yet`)),
    ]);
    expect(lines.join()).not.toMatch(/hidden/);
    await connection.close();
    await server.stop();
  });

  it('gives up with one clear line when a command asks for it', async () => {
    const port = await freePort();
    const connecting = connectToNats(
      { servers: [`nats://127.0.0.1:${port}`] },
      { giveUpAfterMs: 1_200, onWaiting: () => undefined },
    );
    await expect(connecting).rejects.toThrow(NatsUnreachableError);
    await expect(connecting).rejects.toThrow(
      new RegExp(`^NATS at 127.0.0.1:${port} was not reachable within 2 s .*: start it or set NATS_URL$`),
    );
  });

  it('names the variables when the server refuses the user', async () => {
    const [folder, port] = [await temporaryFolder('nats-auth'), await freePort()];
    const file = join(folder.path, 'nats.conf');
    await writeFile(file, `listen: "127.0.0.1:${port}"\nauthorization { user: me, password: right }\n`);
    const child = await startChild({ name: 'nats', file: binary.path, args: ['-c', file], env: {} });
    const settings = { servers: [`nats://127.0.0.1:${port}`], user: 'me' };
    const right = await connectToNats({ ...settings, password: 'right' }, { giveUpAfterMs: 50_000 });
    await right.close();
    const connecting = connectToNats({ ...settings, password: 'wrong' }, { giveUpAfterMs: 50_000 });
    await expect(connecting).rejects.toThrow(/refuses the user: check NATS_USER and NATS_PASSWORD$/);
    await child.stop();
    await folder.remove();
  }, 120_000);

  it('goes on with a handler over a crash and restart of the server', async () => {
    const line = await startLine(binary, { ackWaitMs: { slow: 10_000, quick: 10_000 } });
    const [began, finish] = [gate(), gate()];
    const aborted = jest.fn();
    let runs = 0;
    const app = await startGenerator(line.server.url, {
      scene: ({ data }, { signal }) => {
        runs += 1;
        signal.addEventListener('abort', aborted);
        began.open();
        return data.scene === 1 ? finish.opened : Promise.resolve();
      },
    });
    const jobId = newJobId();
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 1));
    await began.opened;
    await line.server.kill();
    await line.restart();
    await line.publisher.say(SceneRequested, sceneRequested(jobId, 2));
    const started = performance.now();
    await waitFor(() => performance.now() - started > 11_000, {
      what: 'the acknowledgement wait to pass',
      timeoutMs: 20_000,
    });
    finish.open();
    await line.settled('generator', SceneRequested);
    expect({ runs, aborted: aborted.mock.calls.length }).toEqual({ runs: 2, aborted: 0 });
    await app.close();
    await line.stop();
  });

  it('takes no more messages after a restart of the server than it has free places', async () => {
    const line = await startLine(binary, { ackWaitMs: { slow: 60_000, quick: 60_000 } });
    const release = gate();
    const deliveries: number[] = [];
    const app = await startGenerator(
      line.server.url,
      { cancelled: (_envelope, { delivery }) => (deliveries.push(delivery), release.opened) },
      { delivery: { quickAtOnce: 4 } },
    );
    await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => deliveries.length === 1, { what: 'the first message' });
    await line.server.kill();
    await line.restart();
    for (let one = 0; one < 8; one += 1) await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => deliveries.length === 4, { what: 'the other places to be taken' });
    release.open();
    await line.settled('generator', JobCancelled);
    expect(deliveries).toEqual(Array(9).fill(1));
    await app.close();
    await line.stop();
  });

  it('settles slow work that ended while the server was away', async () => {
    // So long that only the acknowledgement itself can settle it within the test.
    const line = await startLine(binary, { ackWaitMs: { slow: 60_000, quick: 60_000 } });
    const [began, finish] = [gate(), gate()];
    const handled = jest.fn();
    let runs = 0;
    const app = await startGenerator(
      line.server.url,
      {
        scene: () => {
          runs += 1;
          began.open();
          return finish.opened;
        },
      },
      { observer: { useFactory: () => ({ handled }) } },
    );
    await line.publisher.say(SceneRequested, sceneRequested());
    await began.opened;
    await line.server.kill();
    finish.open();
    await line.restart();
    await line.settled('generator', SceneRequested);
    await waitFor(() => handled.mock.calls.length > 0, { what: 'the settlement' });
    expect({ runs, outcome: handled.mock.calls[0]?.[1] }).toEqual({ runs: 1, outcome: 'acked' });
    await app.close();
    await line.stop();
  });

  it('stops a handler when a frozen server could not be told for too long that it works', async () => {
    const line = await startLine(binary, { ackWaitMs: { slow: 1_500, quick: 1_500 } });
    const reasons: unknown[] = [];
    const deliveries: number[] = [];
    const app = await startGenerator(line.server.url, {
      scene: (_envelope, { signal, delivery }) => {
        deliveries.push(delivery);
        if (delivery > 1) return Promise.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reasons.push(signal.reason);
            reject(new Error('stopped'));
          });
        });
      },
    });
    await line.publisher.say(SceneRequested, sceneRequested());
    await waitFor(() => deliveries.length === 1, { what: 'the handler to start' });
    line.server.freeze();
    await waitFor(() => reasons.length === 1, { what: 'the handler to be stopped' });
    expect(reasons[0]).toBeInstanceOf(LeaseLostError);
    line.server.thaw();
    await line.settled('generator', SceneRequested);
    expect(deliveries).toEqual([1, 2]);
    await app.close();
    await line.stop();
  });

  it('tells the service when the connection is closed for good', async () => {
    const line = await startLine(binary);
    const [began, closed] = [gate(), gate()];
    const reasons: unknown[] = [];
    const app = await startGenerator(
      line.server.url,
      {
        scene: (_envelope, { signal }) =>
          new Promise((_resolve, reject) => {
            began.open();
            signal.addEventListener('abort', () => {
              reasons.push(signal.reason);
              reject(new Error('stopped'));
            });
          }),
      },
      { onClosed: () => closed.open() },
    );
    await line.publisher.say(SceneRequested, sceneRequested());
    await began.opened;
    await app.get<{ close(): Promise<void> }>(NATS_CONNECTION).close();
    await closed.opened;
    expect(reasons).toEqual([expect.any(LeaseLostError)]);
    await app.close();
    await line.stop();
  });
});
