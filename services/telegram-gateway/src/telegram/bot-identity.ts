/** Who the bot is, as Telegram knows it. */
export interface BotIdentity {
  readonly id: number;
  /** Without the @. */
  readonly username: string;
}
