import { describe, expect, it } from '@jest/globals';
import { choosePorts, choosePortsToKeep, wellKnownPorts } from './ports.js';
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

  it('takes none that the system may give to a connection meanwhile', async () => {
    const { nats, store, sandbox, services } = await choosePorts();
    expect(Math.max(nats, store, sandbox, ...Object.values(services))).toBeLessThan(32_768);
  });
});

describe('the ports of a line that stays up', () => {
  const taken = (...ports: readonly number[]) => {
    const given = new Set(ports);
    return (wished = 50_000): Promise<number> => {
      const port = given.has(wished) ? 60_000 + given.size : wished;
      given.add(port);
      return Promise.resolve(port);
    };
  };
  const gateway = async (env: Record<string, string>, choose = taken()): Promise<number> =>
    (await choosePortsToKeep(env, choose)).services['telegram-gateway'];

  it('give the gateway the one that was asked for, also when another part likes it', async () => {
    expect(await gateway({})).toBe(3001);
    expect(await gateway({ HTTP_PORT: '0' })).toBe(3001);
    expect(await gateway({ HTTP_PORT: '8443' })).toBe(8443);
    const ports = await choosePortsToKeep({ HTTP_PORT: '9000' }, taken());
    expect([ports.services['telegram-gateway'], ports.store === 9000]).toEqual([9000, false]);
  });

  it('say when it cannot be had', async () => {
    await expect(gateway({ HTTP_PORT: '8443' }, taken(8443))).rejects.toThrow(
      /^HTTP_PORT: port 8443 is taken by another program/,
    );
    await expect(gateway({ HTTP_PORT: 'https' })).rejects.toThrow(/^HTTP_PORT: must be a port/);
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
