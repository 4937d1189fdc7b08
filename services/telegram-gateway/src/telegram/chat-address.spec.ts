import { describe, expect, it } from '@jest/globals';
import { requesterSchema } from '@kinoline/contracts';
import fc from 'fast-check';
import { addressOf, type Place, placeOf } from './chat-address.js';

const place: fc.Arbitrary<Place> = fc
  .tuple(fc.maxSafeInteger(), fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 })))
  .map(([chat, topicId]) => ({ chatId: String(chat), ...(topicId !== null && { topicId }) }));

describe('the address of a chat', () => {
  it('names its place, and a job can be asked for from there', () => {
    fc.assert(
      fc.property(place, (each) => {
        const chatId = addressOf(each);
        expect(placeOf(chatId)).toEqual(each);
        const requester = { channel: 'telegram', personId: '7', chatId, locale: 'en' } as const;
        expect(requesterSchema.parse(requester)).toEqual(requester);
      }),
    );
  });
});
