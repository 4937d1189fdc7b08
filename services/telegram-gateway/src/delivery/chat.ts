import type { DataOf, FilmStitched, JobDelivered, Requester } from '@kinoline/contracts';

/** How a film reached a chat; "store" is the command line's way. */
export type ChatDelivery = Exclude<DataOf<typeof JobDelivered>['by'], 'store'>;

/** The place where a person waits for the film. */
export interface Chat {
  /**
   * Brings a film to the person who asked for it.
   *
   * @throws PermanentError or RetryableError when it could not be brought.
   */
  bring(
    film: DataOf<typeof FilmStitched>,
    to: Requester,
    options: { readonly signal: AbortSignal },
  ): Promise<ChatDelivery>;
}

/** Injection token of the {@link Chat}. */
export const CHAT = Symbol('CHAT');
