import { describe, expect, it } from '@jest/globals';
import { nearestPrompt, palette, promptLook } from './look.js';

describe('the look of a prompt', () => {
  it('is the same for the same prompt and mostly not for another', () => {
    const looks = Array.from({ length: 100 }, (_, index) => JSON.stringify(promptLook(`scene ${index}`)));
    expect(new Set(looks).size).toBeGreaterThan(97);
    expect(promptLook('A fox')).toEqual(promptLook('A fox'));
  });

  it('uses colours that stay apart', () => {
    for (const [index, one] of palette.entries()) {
      for (const other of palette.slice(index + 1)) {
        expect(Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])).toBeGreaterThan(60);
      }
    }
  });

  it('is recognised from colours that are a little off', () => {
    const prompts = ['one', 'two', 'three', 'four'];
    const [left, middle, right] = promptLook('three').panel;
    const measured = [left, middle, right].map((rgb) => rgb.map((part) => part + 6)) as unknown;
    expect(nearestPrompt(measured as Parameters<typeof nearestPrompt>[0], prompts)).toBe(2);
  });
});
