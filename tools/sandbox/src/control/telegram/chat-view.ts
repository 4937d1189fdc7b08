import type { Screen } from '../../telegram/screens.js';
import type { ControlHttp } from '../http.js';

/** The sandbox answers a waiting request after this at the latest. */
const longestWaitMs = 20_000;

/** What was to be seen in one chat, kept up to date on demand. */
export class ChatView {
  private readonly seen: Screen[] = [];

  constructor(
    private readonly http: ControlHttp,
    readonly chatId: number,
  ) {}

  /** The number of the newest state that is known here. */
  get cursor(): number {
    return this.seen.at(-1)?.sequence ?? 0;
  }

  /** Every state so far, oldest first. */
  async screens(): Promise<readonly Screen[]> {
    await this.pull(0);
    return this.seen;
  }

  /** The messages as they stand, oldest first. */
  async messages(): Promise<Screen[]> {
    await this.pull(0);
    return this.standing();
  }

  /**
   * Resolves with what `look` finds, now or after something changed in the chat; undefined when nothing was found
   * within `timeoutMs`.
   */
  async until<Found>(
    look: (seen: readonly Screen[], standing: readonly Screen[]) => Found | undefined,
    timeoutMs: number,
  ): Promise<Found | undefined> {
    const deadline = Date.now() + timeoutMs;
    await this.pull(0);
    for (;;) {
      const found = look(this.seen, this.standing());
      const left = deadline - Date.now();
      if (found !== undefined || left <= 0) return found;
      await this.pull(Math.min(left, longestWaitMs));
    }
  }

  private async pull(waitMs: number): Promise<void> {
    const path = `telegram/screens/${this.chatId}?after=${this.cursor}&waitMs=${Math.ceil(waitMs)}`;
    const fresh = (await this.http.call('GET', path)) as Screen[];
    const { cursor } = this;
    this.seen.push(...fresh.filter(({ sequence }) => sequence > cursor));
  }

  private standing(): Screen[] {
    const newest = new Map(this.seen.map((screen) => [screen.messageId, screen]));
    return [...newest.values()].filter(({ deleted }) => !deleted);
  }
}
