import { describe, expect, it } from '@jest/globals';
import { intendedTake } from '../../test/factories.js';
import { takeSchema } from './take.js';

describe('a take in the store', () => {
  it('that was recorded before jobs had several cuts is of the first', () => {
    const take = intendedTake();
    const { cut, ...request } = take.intent.request;
    const stored: unknown = { ...take, intent: { ...take.intent, request } };
    expect(cut).toBe(1);
    expect(takeSchema.parse(stored)).toEqual(take);
  });
});
