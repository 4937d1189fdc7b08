/** A call of the Bot API that wants its turn. */
export interface Pass {
  /** Empty when it goes into no chat. */
  readonly chatId: string;
  /**
   * `message` writes into the chat; an `upload` does so too, but takes so long that it must not count as running all the
   * time; `quiet` writes nothing: deletions, "is typing"; a `press` is answered: a person waits with a finger on the button.
   */
  readonly kind: 'message' | 'upload' | 'quiet' | 'press';
}

/** Calls of one lane follow each other, and a refusal of one holds up the others of it, but nobody else. */
export function laneOf({ chatId, kind }: Pass): string {
  return kind === 'quiet' || kind === 'press' ? `${kind} ${chatId}` : `message ${chatId}`;
}
