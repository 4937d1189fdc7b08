import { describe, expect, it } from '@jest/globals';
import { expiryRules, rulesAsKept } from './provision.js';

describe('expiryRules', () => {
  it('let intermediates, films and uploads expire, each in its own time', () => {
    const rules = expiryRules({ intermediateDays: 7, filmDays: 90 });
    expect(rulesAsKept({ Rule: rules })).toEqual(['films/ 90', 'jobs/ 7', 'uploads/ 90']);
  });

  it.each([0, -1, 1.5, Number.NaN])('are refused for %p days', (days) => {
    expect(() => expiryRules({ intermediateDays: days, filmDays: 1 })).toThrow(RangeError);
  });
});

describe('rulesAsKept', () => {
  it('counts only what the server says is in force', () => {
    const [on, off] = expiryRules({ intermediateDays: 7, filmDays: 90 });
    expect(rulesAsKept({ Rule: [{ ...on!, Status: 'Disabled' }, off!] })).toEqual(['films/ 90']);
    expect(rulesAsKept(undefined)).toEqual([]);
  });
});
