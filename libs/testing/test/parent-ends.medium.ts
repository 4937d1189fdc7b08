import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { basicEnvironment, type Child, readLogLines, startChild, waitFor } from '../src/index.js';

const entry = fileURLToPath(new URL('sample-parent.mjs', import.meta.url));

interface Started {
  readonly pid: number;
  readonly url: string;
  readonly folder: string;
}

async function startParent(env: Record<string, string>): Promise<{ parent: Child; started: Started }> {
  const parent = await startChild({
    name: 'parent',
    file: process.execPath,
    args: [entry],
    env: { ...basicEnvironment(), ...env },
  });
  const told = (): unknown => readLogLines(parent.log.all()).find((line) => 'pid' in line);
  const started = (await waitFor(told, {
    what: 'the parent to have started its server',
    timeoutMs: 30_000,
  })) as Started;
  return { parent, started };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks the port and not the process: a dead one may wait for somebody to take notice of it. */
async function isServed(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function gone(what: string, { url, folder }: Started): Promise<true> {
  const isThere = (): Promise<boolean> =>
    access(folder).then(
      () => true,
      () => false,
    );
  return waitFor(async () => !(await isServed(url)) && !(await isThere()), { what });
}

describe('what was started', () => {
  it.each(['exit', 'throw'])('ends with its parent at %s', async (end) => {
    const { parent, started } = await startParent({ SAMPLE_END: end });
    await parent.exited;
    await gone('server and folder to be gone', started);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with its parent at %s', async (signal) => {
    const { parent, started } = await startParent({});
    parent.signal(signal);
    expect((await parent.exited).signal).toBe(signal);
    await gone('server and folder to be gone', started);
  });

  it('shares the process group of its parent when it is not shielded', async () => {
    const { parent, started } = await startParent({});
    expect(isAlive(-started.pid)).toBe(false);
    await parent.stop();
  });

  it('is out of reach of Ctrl-C when it is shielded: it has a process group of its own', async () => {
    const { parent, started } = await startParent({ SAMPLE_SHIELD: '1' });
    // A negative id means a process group; only a leader lends it its number.
    expect(isAlive(-started.pid)).toBe(true);
    await parent.stop();
    await gone('server and folder to be gone', started);
  });
});
