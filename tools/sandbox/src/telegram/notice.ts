import { EventEmitter, once } from 'node:events';

/** Lets many wait for something to become true, without asking again and again. */
export class Notice {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Something happened: whoever waits looks again. */
  tell(): void {
    this.emitter.emit('news');
  }

  /** Resolves with what `look` finds, now or after some news; undefined after `ms` milliseconds or when `signal` fires. */
  async until<Found>(
    look: () => Found | undefined,
    ms: number,
    signal: AbortSignal,
  ): Promise<Found | undefined> {
    const over = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
    for (;;) {
      const found = look();
      if (found !== undefined || over.aborted || ms <= 0) return found;
      await once(this.emitter, 'news', { signal: over }).catch(() => undefined);
    }
  }
}
