import { describe, expect, it } from '@jest/globals';
import type { ChildExit } from '@kinoline/testing';
import { waitFor } from '@kinoline/testing';
import { type Endable, Supervised } from './supervised.js';

class FakeProcess implements Endable {
  readonly exited: Promise<ChildExit>;
  readonly die: (exit?: ChildExit) => void;
  stopped = false;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<ChildExit>();
    this.exited = promise;
    this.die = (exit = { code: null, signal: 'SIGKILL' }) => resolve(exit);
  }

  stop(): Promise<unknown> {
    this.stopped = true;
    this.die({ code: 0, signal: null });
    return this.exited;
  }
}

function watched(policy = { restarts: 2, withinMs: 60_000 }) {
  const [started, said, lost]: [FakeProcess[], string[], string[]] = [[], [], []];
  const supervised = new Supervised({
    name: 'planner',
    start: () => {
      const next = new FakeProcess();
      started.push(next);
      return Promise.resolve(next);
    },
    say: (line) => said.push(line),
    onLost: (reason) => lost.push(reason),
    policy,
  });
  return { supervised, started, said, lost };
}

describe('Supervised', () => {
  it('starts a part again when it dies, and says so', async () => {
    const { supervised, started, said } = watched();
    await supervised.start();
    started[0]!.die();
    await waitFor(() => started.length === 2 && supervised.process === started[1], { what: 'a restart' });
    expect(said).toEqual(['planner ended (SIGKILL); starting it again']);
    await supervised.stop(100);
    expect(started.map(({ stopped }) => stopped)).toEqual([false, true]);
  });

  it('gives up on a part that cannot live', async () => {
    const { supervised, started, lost } = watched();
    await supervised.start();
    for (const expected of [1, 2, 3]) {
      await waitFor(() => started.length === expected, { what: `start ${expected}` });
      started[expected - 1]!.die({ code: 1, signal: null });
    }
    await waitFor(() => lost.length > 0, { what: 'giving up' });
    expect([started.length, lost]).toEqual([3, ['exit code 1']]);
  });

  it('leaves nothing behind that gets ready while it is stopped', async () => {
    const { promise, resolve } = Promise.withResolvers<FakeProcess>();
    const supervised = new Supervised({
      name: 'planner',
      start: () => promise,
      say: () => undefined,
      onLost: () => undefined,
    });
    const starting = supervised.start();
    await supervised.stop(100);
    const late = new FakeProcess();
    resolve(late);
    await starting;
    expect(late.stopped).toBe(true);
  });
});
