import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scrub, scrubberOf, secretsOf } from './scrub.js';

describe('scrub', () => {
  it.each([
    ['Bearer abcdef0123456789', 'Bearer [secret]'],
    ['"token": "a\\"b", "tokens": "2"', '"token": "[secret]", "tokens": "2"'],
    ['{\\"error\\":\\"no:\\nsk-proj-0123456789abcdefgh\\"}', '{\\"error\\":\\"no:\\n[secret]\\"}'],
    ['task-0123456789abcdefgh', 'task-0123456789abcdefgh'],
    [
      'redis://:hunter22@cache:6379/?key=Bearer abcdef0123456789',
      'redis://:[secret]@cache:6379/?key=[secret] [secret]',
    ],
  ])('makes of %s: %s', (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });
});

describe('scrubberOf', () => {
  const scrubLine = scrubberOf([]);

  it.each([
    ['a header', { headers: { authorization: 'Bearer abcdef0123456789' } }, 'abcdef'],
    ['a header of another case', { headers: { Authorization: 'Token abc' } }, 'abc'],
    ['a cookie', { 'set-cookie': 'session=abc' }, 'session=abc'],
    ['a key pair deep inside', { a: { b: [{ secretKey: 'x"y\\z', accessKey: 'k' }] } }, 'x\\"y'],
    ['a variable', { env: { REPLICATE_API_TOKEN: 'anything' } }, 'anything'],
    ['a bearer token in a sentence', { msg: 'sent Bearer abcdef0123456789 to it' }, 'abcdef'],
    ['a Replicate token', { msg: 'r8_0123456789abcdefghijklmnopqrstuvwxyz is wrong' }, 'r8_'],
    ['a token at the start of a line', { msg: 'refused:\nr8_0123456789abcdefghijklmnopqrstuvwxyz' }, 'r8_'],
    ['an OpenAI key after a tab', { msg: 'key:\tsk-proj-0123456789abcdefgh' }, 'sk-proj'],
    ['an OpenAI key', { msg: 'Incorrect API key provided: sk-proj-0123456789abcdefgh' }, 'sk-proj'],
    ['a webhook secret', { msg: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }, 'whsec_'],
    [
      'a bot token in a URL',
      { url: 'https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawo/getMe' },
      'AAHdq',
    ],
    [
      'a presigned URL',
      {
        msg: 'GET http://s:9000/media/k?X-Amz-Credential=KEY%2F2026&X-Amz-Expires=60&X-Amz-Signature=0123abcd',
      },
      '0123abcd',
    ],
    ['the password of a URL', { msg: 'nats://line:hunter22@nats:4222 refused' }, 'hunter22'],
  ])('takes %s out and leaves a line of JSON', (_case, record, secret) => {
    const line = scrubLine(JSON.stringify(record));
    expect(line).not.toContain(secret);
    expect(line).toContain('[secret]');
    expect(Object.keys(JSON.parse(line) as object)).toEqual(Object.keys(record));
  });

  it.each([
    { msg: 'the token was refused', tokens: 12, direction: 'input' },
    { key: 'jobs/0192f0c1-7f3a-7c00-8000-000000000001/scenes/1/takes/1/clip.mp4' },
    { url: 'http://127.0.0.1:9000/media/films/1/film.mp4?X-Amz-Expires=60' },
    {
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      time: '2026-11-22T08:03:00.000Z',
      subject: 'video.job.requested.x',
    },
    { servers: 'nats://127.0.0.1:4222' },
    { msg: 'a carriage return:\r8_0123456789abcdefghijklmnopqrstuvwxyz' },
  ])('leaves what is no secret: %j', (record) => {
    expect(JSON.parse(scrubLine(JSON.stringify(record)))).toEqual(record);
  });

  it('hides a secret whatever stands around it, and what it leaves is a line of JSON', () => {
    const secrets = [
      ['r8_0123456789abcdefghijklmnopqrstuvwxyz', '0123456789abcdefghij'],
      ['sk-proj-0123456789abcdefgh', '0123456789abcdefgh'],
      ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'C2FVsBQIhrscChlQIMV'],
      ['Bearer abcdef0123456789', 'abcdef0123456789'],
      ['123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawo', 'AAHdqTcvCH1vGWJxf'],
      ['nats://line:hunter22@nats:4222', 'hunter22'],
      ['?token=hunter22', 'hunter22'],
      ['"password":"hunter22"', 'hunter22'],
      ['pass"word\\1', 'pass"word'],
    ] as const;
    const edges = [...Array.from('\n\r\t\b"\\/1\u2028\ud800'), '\\n', '\\r', '\\\\', '?key='];
    const around = fc
      .tuple(fc.string({ unit: 'binary' }), fc.constantFrom(...edges), fc.string({ unit: 'binary' }))
      .chain((parts) => fc.shuffledSubarray(parts).map((some) => some.join('')))
      // What follows a letter and looks like an OpenAI key is a word.
      .filter((text) => !/[a-z]$/i.test(text) || /\\[a-z]$/i.test(text));
    const hide = scrubberOf(['pass"word\\1']);
    fc.assert(
      fc.property(fc.constantFrom(...secrets), around, around, ([secret, hidden], before, after) => {
        const text = `${before}${secret}${after}`;
        const line = hide(`${JSON.stringify({ msg: text, deep: [{ [text]: text }], bytes: 5 })}\n`);
        expect(line).toMatch(/\n$/);
        const record = JSON.parse(line) as object;
        expect(record).toMatchObject({ msg: expect.stringContaining('[secret]'), bytes: 5 });
        expect(JSON.stringify(record)).not.toContain(JSON.stringify(hidden).slice(1, -1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('changes nothing where there is no secret', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = JSON.stringify({ value });
        expect(scrubLine(line)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the very secrets of this process out, wherever they stand', () => {
    const secrets = secretsOf({
      S3_SECRET_KEY: 'pass"word\\1',
      MY_TOKEN: 'tiny',
      PATH: '/usr/bin',
      BOT_TOKEN: undefined,
    });
    expect(secrets).toEqual(['pass"word\\1']);
    const line = JSON.stringify({ deep: [{ text: 'with pass"word\\1 in it' }], path: '/usr/bin' });
    expect(JSON.parse(scrubberOf(secrets)(line))).toEqual({
      deep: [{ text: 'with [secret] in it' }],
      path: '/usr/bin',
    });
  });

  it('takes the longer of two out whole, when one holds the other', () => {
    expect(scrubberOf(['abcdef', 'abcdefgh'])('"abcdefgh"')).toBe('"[secret]"');
  });
});
