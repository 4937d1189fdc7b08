import type { BehaviourRule } from '../behaviour.js';
import { parseLedger } from '../ledger.js';
import type { LedgerEntry } from '../ledger.js';
import type { WarmRequest } from '../warm.js';

/** Controls a sandbox that runs in another process. Every call rejects when the sandbox refuses it or is not there. */
export interface SandboxControl {
  ledger(): Promise<LedgerEntry[]>;
  behave(...rules: BehaviourRule[]): Promise<void>;
  clearBehaviours(): Promise<void>;
  warm(requests: readonly WarmRequest[]): Promise<void>;
  reset(): Promise<void>;
}

/** The control of the sandbox at `url`. */
export function sandboxControl(url: string): SandboxControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/_sandbox/${path}`, { method, ...json });
    const text = await response.text();
    if (!response.ok) throw new Error(`the sandbox refused ${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    ledger: async () => parseLedger(await call('GET', 'ledger')),
    behave: async (...rules) => {
      await call('POST', 'behaviours', rules);
    },
    clearBehaviours: async () => {
      await call('DELETE', 'behaviours');
    },
    warm: async (requests) => {
      await call('POST', 'warm', requests);
    },
    reset: async () => {
      await call('POST', 'reset');
    },
  };
}
