import { z } from 'zod';
import { defineMessage } from '../message.js';

/**
 * Something happened in a Telegram chat. Its talk and number are its identity, so an update that Telegram delivers again is
 * refused as said before, and the updates of one talk can be found in their order. Said by the gateway as soon as it
 * arrives, heard by the gateway's replicas.
 */
export const UpdateReceived = defineMessage({
  name: 'UpdateReceived',
  type: 'telegram.update.received',
  version: 2,
  identity: ['talk', 'updateId'],
  data: z.strictObject({
    /** Whose talk in which chat it belongs to; `none`: to no talk, or that could not be read yet. */
    talk: z.string().regex(/^[A-Za-z0-9-]{1,80}$/),
    /** `update_id` of the Bot API. */
    updateId: z.int().nonnegative(),
    /** The Bot API's object as it came. Source: https://core.telegram.org/bots/api#update */
    update: z.record(z.string(), z.json()),
  }),
});
