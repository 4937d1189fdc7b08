import { Writable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { createLogger, nestLogger } from './logger.js';

async function written(write: (logger: Awaited<ReturnType<typeof createLogger>>) => void): Promise<object[]> {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const settings = {
    level: 'info',
    format: 'json',
    service: 'framer',
    version: '1',
    secrets: ['very-secret'],
  } as const;
  write(await createLogger({ ...settings, destination }));
  return lines.map((line) => JSON.parse(line) as object);
}

describe('createLogger', () => {
  it('writes one JSON object a line, with level and time for people', async () => {
    const [line] = await written((logger) => logger.warn({ bytes: 5 }, 'nearly full'));
    expect(line).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      service: 'framer',
      version: '1',
      bytes: 5,
      msg: 'nearly full',
    });
  });

  it('keeps silent below its level, and keeps secrets', async () => {
    const lines = await written((logger) => {
      logger.debug('not written');
      logger.info({ headers: { authorization: 'x' }, cause: 'very-secret' }, 'sent');
    });
    expect(lines).toEqual([
      expect.objectContaining({ headers: { authorization: '[secret]' }, cause: '[secret]' }),
    ]);
  });
});

describe('nestLogger', () => {
  it("puts the fields of Nest's logger at the root of the line, and errors with their cause", async () => {
    const error = new Error('no clip', { cause: new Error('ENOSPC') });
    const lines = await written((logger) => {
      Logger.overrideLogger(nestLogger(logger));
      const nest = new Logger('FrameService');
      nest.log('frames taken', { key: 'jobs/1', scene: 2 });
      nest.error('frames failed', { err: error });
    });
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        context: 'FrameService',
        key: 'jobs/1',
        scene: 2,
        msg: 'frames taken',
      }),
      expect.objectContaining({
        level: 'error',
        msg: 'frames failed',
        err: expect.objectContaining({
          message: 'no clip: ENOSPC',
          stack: expect.stringContaining('caused by'),
        }),
      }),
    ]);
  });
});
