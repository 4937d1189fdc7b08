import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '@kinoline/contracts';
import { orderLine } from './price-tag.js';

const settings = {
  model: 'veo_3_1_fast',
  quality: '720p',
  aspect: '16:9',
  secondsPerScene: 16,
  scenes: 2,
  audio: false,
  mode: 'chain',
} as const;

describe('orderLine', () => {
  it('prices every shot of every scene', async () => {
    const cards = await loadCatalogue(path.resolve(import.meta.dirname, '../../../../parameters'));
    const card = cards.get('veo_3_1_fast');
    expect(card && orderLine(card, settings, new Date('2026-11-22'))).toBe(
      'film      2 scenes of 16 s, Veo 3.1 Fast, 16:9, 720p, sound off: about $3.20',
    );
  });
});
