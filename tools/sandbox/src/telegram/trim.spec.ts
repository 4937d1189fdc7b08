import { describe, expect, it } from '@jest/globals';
import { lengthOf, trimFormatted } from './trim.js';

describe('a text', () => {
  it('loses the white space around it, and its entities move along', () => {
    const entities = [{ type: 'bold', offset: 2, length: 5 }];
    expect(trimFormatted({ text: ' \nA fox \n ', entities })).toEqual({
      text: 'A fox',
      entities: [{ type: 'bold', offset: 0, length: 5 }],
    });
  });

  it('keeps the white space in front that is part of an entity', () => {
    const entities = [{ type: 'code', offset: 0, length: 3 }];
    expect(trimFormatted({ text: '  x', entities })).toEqual({ text: '  x', entities });
  });

  it('of white space alone is empty', () => {
    expect(trimFormatted({ text: ' \n ', entities: [{ type: 'bold', offset: 0, length: 3 }] })).toEqual({
      text: '',
      entities: [],
    });
  });

  it('is as long as its code points', () => {
    expect(lengthOf('A 🦊')).toBe(3);
  });
});
