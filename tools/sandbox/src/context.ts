import type { BehaviourBook } from './behaviour.js';
import type { Studio } from './clips/studio.js';
import type { DeliveryDesk } from './delivery.js';
import type { Ledger } from './ledger.js';
import type { SandboxSettings } from './options.js';

/** What the three providers share inside one sandbox. */
export interface SandboxContext {
  readonly settings: SandboxSettings;
  readonly behaviours: BehaviourBook;
  readonly ledger: Ledger;
  readonly studio: Studio;
  readonly deliveries: DeliveryDesk;
  /** Folder for this sandbox's files. */
  readonly folder: string;
  /** Where clients reach the sandbox; known once it listens. */
  readonly url: () => string;
  /** Fires when the sandbox stops. */
  readonly closing: AbortSignal;
}
