import { describe, expect, it } from '@jest/globals';
import { choosePorts, wellKnownPorts } from './ports.js';
import { Teardown } from './teardown.js';

describe('choosePorts', () => {
  it('takes the wished ports where they are free', async () => {
    const taken = (wished?: number): Promise<number> =>
      Promise.resolve(wished === 4222 ? 50_000 : (wished ?? 1));
    expect(await choosePorts(wellKnownPorts, taken)).toEqual({ ...wellKnownPorts, nats: 50_000 });
  });

  it('never gives one port twice', async () => {
    const { nats, store, sandbox, services } = await choosePorts();
    const all = [nats, store, sandbox, ...Object.values(services)];
    expect(new Set(all).size).toBe(8);
  });
});

describe('Teardown', () => {
  it('ends the last started first, also when one does not end, and what comes late at once', async () => {
    const ended: string[] = [];
    const teardown = new Teardown();
    const step = (name: string) => (): Promise<unknown> => Promise.resolve(ended.push(name));
    teardown.defer(step('nats'));
    teardown.defer(() => Promise.reject(new Error('stuck')));
    teardown.defer(step('planner'));
    await teardown.run();
    teardown.defer(step('late'));
    await teardown.run();
    expect(ended).toEqual(['planner', 'nats', 'late']);
  });
});
