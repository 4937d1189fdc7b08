import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@kinoline/testing';
import { foldersIn } from './folders.js';
import { writeLineRecord } from './line-record.js';
import { reachLine, runningLine } from './running-line.js';

const record = (ownNats: boolean) => ({
  pid: process.pid,
  nats: { servers: ['nats://b:4222'] },
  ownNats,
  services: {},
});

describe('the line that is up', () => {
  it('is NATS_URL, else the one of npm start; neither is an error that says what to do', async () => {
    await using folder = await temporaryFolder('running-line');
    const LINE_DIR = folder.path;
    expect(await runningLine({ LINE_DIR, NATS_URL: 'nats://a:4222' })).toEqual({
      servers: ['nats://a:4222'],
    });
    await expect(runningLine({ LINE_DIR })).rejects.toThrow('no line is up: run npm start, or set NATS_URL');
  });

  it('is reached as the person told where the server is theirs, and without a user where it is its own', async () => {
    await using folder = await temporaryFolder('running-line');
    const folders = foldersIn(path.join(folder.path));
    const env = { NATS_USER: 'kino', NATS_PASSWORD: 'line' };
    expect(await reachLine(folders, env)).toBeUndefined();
    await writeLineRecord(folders.root, record(true));
    expect(await reachLine(folders, env)).toEqual({ servers: ['nats://b:4222'] });
    await writeLineRecord(folders.root, record(false));
    expect(await reachLine(folders, env)).toEqual({
      servers: ['nats://b:4222'],
      user: 'kino',
      password: 'line',
    });
  });
});
