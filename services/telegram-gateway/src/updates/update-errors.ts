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

/** Telegram does not take the address of the webhook. Nothing mends that but another one. */
export class WebhookRefusedError extends Error {
  override readonly name = 'WebhookRefusedError';
  readonly retryable = false;

  /** @param why - in Telegram's words */
  constructor(why: string) {
    super(
      `TELEGRAM_WEBHOOK_URL is not taken by Telegram (${why}): it must be an https address on port 443, 80, 88 or 8443 ` +
        'that Telegram reaches',
    );
  }
}

/** Somebody else fetches the updates of this bot, or they are brought to a webhook. */
export class UpdatesElsewhereError extends Error {
  override readonly name = 'UpdatesElsewhereError';
  readonly retryable = true;
}
