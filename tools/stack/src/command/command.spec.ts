import { EventEmitter } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@kinoline/testing';
import type { CommandFailure } from './command-failure.js';
import { firstLineOf } from './command-failure.js';
import { readEnvironment, withoutEmpty } from './environment.js';
import { watchInterrupts } from './interrupt.js';

describe('readEnvironment', () => {
  it('lays the environment over the file, and takes empty variables for missing ones', async () => {
    await using folder = await temporaryFolder('env');
    const file = path.join(folder.path, 'settings');
    await writeFile(file, 'REPLICATE_API_TOKEN=r8_file\nOPENAI_API_KEY=\nLOG_LEVEL=debug # more\n');
    const env = await readEnvironment('/nowhere', {
      ENV_FILE: file,
      LOG_LEVEL: 'warn',
      REPLICATE_API_TOKEN: ' ',
    });
    expect(env).toEqual({ ENV_FILE: file, LOG_LEVEL: 'warn', REPLICATE_API_TOKEN: 'r8_file' });
  });

  it('does without a file', async () => {
    expect(await readEnvironment('/nowhere', { A: '1' })).toEqual({ A: '1' });
  });

  it('drops what is empty', () => {
    expect(withoutEmpty({ A: '', B: undefined, C: 'c' })).toEqual({ C: 'c' });
  });
});

describe('watchInterrupts', () => {
  it('tells the first interrupt from the second', () => {
    const source = new EventEmitter();
    const { signal, atOnce } = watchInterrupts(source);
    source.emit('SIGINT');
    expect([signal.aborted, atOnce.aborted]).toEqual([true, false]);
    expect((signal.reason as CommandFailure).exitCode).toBe(130);
    source.emit('SIGTERM');
    expect(atOnce.aborted).toBe(true);
  });
});

describe('firstLineOf', () => {
  it.each([
    [new Error('one\ntwo'), 'one'],
    ['\n text', ' text'],
    [new Error(''), 'an error without a message'],
  ])('takes the first line of %p', (thrown, line) => {
    expect(firstLineOf(thrown)).toBe(line);
  });
});
