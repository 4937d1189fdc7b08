import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/** Says at the start why there is no chat, and how there would be one. */
@Injectable()
export class NoBotNotice implements OnApplicationBootstrap {
  private readonly logger = new Logger(NoBotNotice.name);

  onApplicationBootstrap(): void {
    this.logger.warn(
      'BOT_TOKEN is not set: films come from the command line alone. For the chat write /newbot to @BotFather ' +
        'in Telegram (https://t.me/BotFather) and set BOT_TOKEN to the token it gives',
    );
  }
}
