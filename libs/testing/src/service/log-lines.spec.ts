import { describe, expect, it } from '@jest/globals';
import { listeningUrl, readLogLine, readLogLines } from './log-lines.js';

describe('log lines', () => {
  const lines = [
    '(node:1) Warning',
    '{"msg":"a"}',
    '{broken',
    '{"listening":"http://127.0.0.1:1"}',
    '{"listening":5}',
  ];

  it('are read where they are JSON', () => {
    expect(readLogLine('{"msg":"a","n":1}')).toEqual({ msg: 'a', n: 1 });
    expect(readLogLines(lines)).toHaveLength(3);
  });

  it('tell where the service listens', () => {
    expect(listeningUrl(lines)).toBe('http://127.0.0.1:1');
    expect(listeningUrl([])).toBeUndefined();
  });
});
