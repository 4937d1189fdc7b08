import { z } from 'zod';
import { defineMessage } from '../message.js';

/**
 * Something happened in a Telegram chat. Its number is its identity, so an update that Telegram delivers again is refused
 * as said before. Said by the gateway as soon as it arrives, heard by the gateway's replicas.
 */
export const UpdateReceived = defineMessage({
  name: 'UpdateReceived',
  type: 'telegram.update.received',
  version: 1,
  identity: ['updateId'],
  data: z.strictObject({
    /** `update_id` of the Bot API. */
    updateId: z.int().nonnegative(),
    /** The Bot API's object as it came. Source: https://core.telegram.org/bots/api#update */
    update: z.record(z.string(), z.json()),
  }),
});
