import { describe, expect, it } from '@jest/globals';
import { isAtLeast, parseNatsVersion } from './version.js';

describe('parseNatsVersion', () => {
  it.each([
    ['nats-server: v2.12.3', '2.12.3'],
    ['nats-server: v2.9.10\n', '2.9.10'],
    ['v2.14.0-RC.1', '2.14.0'],
    ['command not found', undefined],
  ])('reads %j', (output, version) => {
    expect(parseNatsVersion(output)).toBe(version);
  });
});

describe('isAtLeast', () => {
  it.each([
    ['2.9.10', '2.9.0', true],
    ['2.9.0', '2.9.0', true],
    ['2.10.0', '2.9.25', true],
    ['3.0.0', '2.99.99', true],
    ['2.8.4', '2.9.0', false],
    ['1.99.0', '2.9.0', false],
  ])('compares %s with %s by numbers, not by letters', (a, b, answer) => {
    expect(isAtLeast(a, b)).toBe(answer);
  });
});
