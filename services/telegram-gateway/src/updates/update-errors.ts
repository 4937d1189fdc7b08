/** Telegram does not accept the token. Nothing mends that but another one. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
  readonly retryable = false;

  constructor() {
    super(
      'BOT_TOKEN is not accepted by Telegram: get one from @BotFather (https://t.me/BotFather, /newbot for a new bot, ' +
        '/token for one that exists) and set it',
    );
  }
}

/** Somebody else fetches the updates of this bot, or they are brought to a webhook. */
export class UpdatesElsewhereError extends Error {
  override readonly name = 'UpdatesElsewhereError';
  readonly retryable = true;
}
