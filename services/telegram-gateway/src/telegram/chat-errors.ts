import { PermanentError } from '@kinoline/messaging';

/** There is no bot at all. What was to be said is kept as a dead letter until there is one. */
export class NoBotError extends PermanentError {
  override readonly name = 'NoBotError';
}

/** The person blocked the bot, removed it from the group, or is gone: nothing can be sent there. */
export class ChatGoneError extends Error {
  override readonly name = 'ChatGoneError';
  readonly retryable = false;
}

/** Telegram refused the call; trying again does not help. The text is Telegram's description. */
export class ChatRefusedError extends Error {
  override readonly name = 'ChatRefusedError';
  readonly retryable = false;
}

/** Telegram wants fewer calls; nothing was done. */
export class ChatBusyError extends Error {
  override readonly name = 'ChatBusyError';
  readonly retryable = true;

  /** @param delayMs - how long Telegram wants to be left alone, in milliseconds */
  constructor(
    message: string,
    readonly delayMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Telegram could not be reached or stumbled; nothing that may not happen twice was sent. */
export class ChatUnreachableError extends Error {
  override readonly name = 'ChatUnreachableError';
  readonly retryable = true;
}

/** The answer to an upload was lost: it may stand in the chat. */
export class UploadUnclearError extends Error {
  override readonly name = 'UploadUnclearError';
  readonly retryable = true;
}

/** A file a person sent is larger than wanted, or than a bot may fetch. */
export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
  readonly retryable = false;
}
