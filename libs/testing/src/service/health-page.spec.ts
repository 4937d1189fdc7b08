import { describe, expect, it } from '@jest/globals';
import { checksThatSaidNo } from './health-page.js';

describe('the page of what is ready', () => {
  it('names the checks that said no', () => {
    const error = { telegram: { status: 'down', message: 'not yet' } };
    const body = { status: 'error', info: { nats: { status: 'up' } }, error, details: {} };
    expect(checksThatSaidNo(JSON.stringify(body))).toEqual(['telegram']);
  });

  it('names none when it is another page', () => {
    expect(['["A"]', '{"error":"gone"}', 'null', '<html>'].map(checksThatSaidNo)).toEqual([[], [], [], []]);
  });
});
