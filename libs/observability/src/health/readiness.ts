import type { InjectionToken } from '@nestjs/common';

/** One thing a service needs before it can work, and how to ask whether it is there. */
export interface ReadinessCheck {
  /** "nats", "store". */
  readonly name: string;
  /** The provider that is asked; it may live in any module. */
  readonly of: InjectionToken;
  /** Asks it; a rejection is a no. */
  readonly check: (provider: never, signal: AbortSignal) => Promise<unknown>;
}

/**
 * A check of one provider, as
 * `readinessCheck<MediaStore>('store', MEDIA_STORE, (store, signal) => store.ping({ signal }))`.
 */
export function readinessCheck<Provider>(
  name: string,
  of: InjectionToken<Provider>,
  check: (provider: Provider, signal: AbortSignal) => Promise<unknown>,
): ReadinessCheck {
  return { name, of, check };
}

/** What `/health/ready` asks, and how long it waits. */
export interface HealthOptions {
  readonly readiness: readonly ReadinessCheck[];
  /** Milliseconds for each check (default 2,000). */
  readonly timeoutMs?: number;
}

/** Injection token of the {@link HealthOptions}. */
export const HEALTH_OPTIONS = Symbol('HEALTH_OPTIONS');
