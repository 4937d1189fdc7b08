import type { BehaviourRule } from '../behaviour.js';
import { parseLedger } from '../ledger.js';
import type { LedgerEntry } from '../ledger.js';
import type { WarmRequest } from '../warm.js';
import { controlHttp } from './http.js';
import { telegramControl } from './telegram/control.js';
import type { TelegramControl } from './telegram/control.js';

/** Controls a sandbox that runs in another process. Every call rejects when the sandbox refuses it or is not there. */
export interface SandboxControl {
  ledger(): Promise<LedgerEntry[]>;
  behave(...rules: BehaviourRule[]): Promise<void>;
  clearBehaviours(): Promise<void>;
  warm(requests: readonly WarmRequest[]): Promise<void>;
  reset(): Promise<void>;
  /** The same face as in the sandbox's own process. */
  readonly telegram: TelegramControl;
}

/** The control of the sandbox at `url`. */
export function sandboxControl(url: string): SandboxControl {
  const http = controlHttp(url);
  return {
    ledger: async () => parseLedger(await http.call('GET', 'ledger')),
    behave: async (...rules) => {
      await http.call('POST', 'behaviours', rules);
    },
    clearBehaviours: async () => {
      await http.call('DELETE', 'behaviours');
    },
    warm: async (requests) => {
      await http.call('POST', 'warm', requests);
    },
    reset: async () => {
      await http.call('POST', 'reset');
    },
    telegram: telegramControl(http),
  };
}
