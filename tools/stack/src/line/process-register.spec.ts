import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  basicEnvironment,
  type Child,
  startChild,
  temporaryFolder,
  type TemporaryFolder,
} from '@kinoline/testing';
import { endOrphans, ProcessRegister } from './process-register.js';

let folder: TemporaryFolder;
let child: Child;
const said: string[] = [];
beforeEach(async () => {
  said.length = 0;
  folder = await temporaryFolder('register');
  child = await startChild({
    name: 'sleeper',
    file: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1000)'],
    env: basicEnvironment(),
  });
});
afterEach(async () => {
  await child.stop();
  await folder.remove();
});

const lines = (...entries: object[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
const write = (...entries: object[]): Promise<void> =>
  writeFile(path.join(folder.path, 'processes.jsonl'), lines(...entries));
const deadOwner = { name: 'kinoline', pid: process.pid, command: 'a process that is gone' };

describe('endOrphans', () => {
  it('ends what a line that is gone has left behind', async () => {
    const register = await ProcessRegister.open(folder.path);
    register.note('sleeper', child.pid);
    await endOrphans(folder.path, (line) => said.push(line));
    expect([child.exit(), said]).toEqual([undefined, []]);
    await register.close();

    const command = `${process.execPath} -e setInterval(() => {}, 1000)`;
    await write(deadOwner, { name: 'sleeper', pid: child.pid, command });
    await endOrphans(folder.path, (line) => said.push(line));
    expect((await child.exited).signal).toBe('SIGTERM');
    expect(said).toEqual([`ending sleeper (process ${child.pid}), which an earlier line left behind`]);
  });

  it('leaves a process alone that only has the same number', async () => {
    await write(deadOwner, { name: 'nats-server', pid: child.pid, command: 'nats-server --config x' });
    await endOrphans(folder.path, (line) => said.push(line));
    expect([child.exit(), said]).toEqual([undefined, []]);
  });

  it('does nothing where no line was', async () => {
    await endOrphans(path.join(folder.path, 'nowhere'), (line) => said.push(line));
    expect(said).toEqual([]);
  });
});
