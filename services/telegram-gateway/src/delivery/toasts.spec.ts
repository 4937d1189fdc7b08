import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../adapters/fluent-dictionary.js';

describe('what is shown over the chat', () => {
  const ids = [
    'delivery-begun',
    'delivery-at-work',
    'delivery-held',
    'delivery-newer',
    'delivery-outdated',
    'delivery-not-yours',
    'delivery-forgotten',
    'delivery-more-full',
    'old-buttons',
  ];
  it.each(ids)('is short enough: %s', (id) => {
    const { en, ru } = loadDictionary();
    // Source: https://core.telegram.org/bots/api#answercallbackquery
    expect(en.plain(id).length).toBeLessThanOrEqual(200);
    expect(ru.plain(id).length).toBeLessThanOrEqual(200);
  });
});
