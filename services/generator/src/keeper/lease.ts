import type { OpenTake } from '../take/take.js';

/** Who works on takes here, and for how long a take is theirs unless they say so again. */
export interface Keeper {
  /** Unique to this process. */
  readonly owner: string;
  readonly leaseMs: number;
}

/** Whether a take is a replica's, or nobody's, at this time. */
export function mayKeep({ lease }: OpenTake, { owner }: Keeper, now: number): boolean {
  return lease === undefined || lease.owner === owner || lease.until <= now;
}

/** The take as this replica's, unless it is somebody else's. */
export function leased(take: OpenTake, keeper: Keeper, now: number): OpenTake {
  if (!mayKeep(take, keeper, now)) return take;
  return { ...take, lease: { owner: keeper.owner, until: now + keeper.leaseMs } };
}

/** The take as this replica's for longer, unless it is somebody else's by now. */
export function renewed(take: OpenTake, keeper: Keeper, now: number): OpenTake {
  return take.lease?.owner === keeper.owner ? leased(take, keeper, now) : take;
}

/** The take as nobody's, if it was this replica's. */
export function released(take: OpenTake, { owner }: Keeper): OpenTake {
  return take.lease?.owner === owner ? { ...take, lease: { owner, until: 0 } } : take;
}
