/** A call of the Bot API that wants its turn. */
export interface Pass {
  readonly chatId: string;
  /**
   * `message` writes into the chat; an `upload` does so too, but takes so long that it must not count as running all the
   * time; `quiet` writes nothing: answers to presses, deletions, "is typing".
   */
  readonly kind: 'message' | 'upload' | 'quiet';
}
