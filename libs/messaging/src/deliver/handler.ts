import type { Envelope, KinolineMessage } from '@kinoline/contracts';
import type { MessageContext } from '../message-context.js';

/** A handler as the delivery calls it, whatever framework it comes from. Return settles, throw settles. */
export type MessageHandling = (envelope: Envelope<KinolineMessage>, context: MessageContext) => Promise<void>;
