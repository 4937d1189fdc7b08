import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../adapters/fluent-dictionary.js';

describe('what is shown over the chat', () => {
  const ids = [
    'accepted',
    'busy',
    'forgotten',
    'model-gone',
    'not-checked',
    'not-yours',
    'old-buttons',
    'people-stranger-toast',
    'too-old',
    'film-accepted-already',
    'film-nothing-before',
    'film-nothing-open',
    'delivery-at-work',
    'delivery-held',
    'delivery-newer',
    'delivery-outdated',
    'delivery-more-full',
    'job-toast-going-on',
    'job-toast-price',
    'job-toast-stopped',
    'storyboard-toast-approved',
    'storyboard-toast-last-scene',
    'storyboard-toast-model-gone',
    'storyboard-toast-no-further',
    'storyboard-toast-taken',
    'storyboard-toast-too-many-scenes',
  ];
  it.each(ids)('is short enough: %s', (id) => {
    const { en, ru } = loadDictionary();
    // Source: https://core.telegram.org/bots/api#answercallbackquery
    expect(en.plain(id).length).toBeLessThanOrEqual(200);
    expect(ru.plain(id).length).toBeLessThanOrEqual(200);
  });
});
