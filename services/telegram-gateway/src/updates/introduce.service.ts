import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { PEOPLE, type People } from '../people/people.js';
import { languageOf } from '../people/person.js';
import { localeOf } from '../telegram/read-update.js';
import { type Dictionary, DICTIONARY, type Locale } from '../words/words.js';
import { BOT_PROFILE, type BotProfile } from './bot-profile.js';
import { BotService } from './bot.service.js';
import { menuOf } from './commands.js';
import { patiently } from './patiently.js';
import { TokenRefusedError } from './update-errors.js';

/** What stands for every language that has nothing of its own. */
const general: Locale = 'en';

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));

/**
 * The languages whose speakers are answered otherwise than in general, by their codes as Telegram takes them: whoever is
 * answered in a language finds the menu in it.
 */
const ownLanguages = letters
  .flatMap((first) => letters.map((second) => `${first}${second}`))
  .filter((code) => localeOf(code) !== general);

/** Meets Telegram, and tells it how the bot presents itself: commands and descriptions in every language. */
@Injectable()
export class IntroduceService {
  private readonly logger = new Logger(IntroduceService.name);

  constructor(
    @Inject(BOT_PROFILE) private readonly profile: BotProfile,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'access'>,
    @Inject(PEOPLE) private readonly people: Pick<People, 'read'>,
    private readonly bot: BotService,
  ) {}

  /** Asks Telegram once who the bot is. @throws TokenRefusedError, and whatever else keeps it from being known */
  async meet(signal: AbortSignal): Promise<void> {
    const identity = await this.profile.identity(signal);
    this.bot.learn(identity);
    this.logger.log(`the bot is @${identity.username}`);
  }

  /** Asks until Telegram answers, then presents the bot. @throws TokenRefusedError */
  async run(signal: AbortSignal): Promise<void> {
    const { logger } = this;
    if (!this.bot.isKnown()) {
      await patiently({ what: 'reaching Telegram', signal, logger }, () => this.meet(signal));
    }
    for (const language of [undefined, ...ownLanguages]) await this.present(language, signal);
    for (const chatId of this.settings.access.ownerIds) await this.tellOwner(chatId, signal);
    logger.log('the bot is presented in every language');
  }

  private async present(language: string | undefined, signal: AbortSignal): Promise<void> {
    const locale = localeOf(language) ?? general;
    const audience = language === undefined ? {} : { language };
    const { profile } = this;
    await this.tell(signal, () =>
      profile.setCommands(menuOf(this.dictionary[locale], { isOwner: false }), audience, signal),
    );
    await this.tell(signal, () => profile.setDescriptions(this.descriptions(locale), audience, signal));
  }

  /**
   * In the language that the owner is answered in. One who never wrote to the bot has no chat to put a menu in: it comes
   * with the next start.
   */
  private async tellOwner(chatId: string, signal: AbortSignal): Promise<void> {
    await this.tell(signal, async () => {
      const person = await this.people.read(chatId);
      const words = this.dictionary[person ? languageOf(person) : general];
      await this.profile.setCommands(menuOf(words, { isOwner: true }), { chatId }, signal);
    });
  }

  /** What Telegram refuses here is not worth more than a line in the log: the bot works without. */
  private async tell(signal: AbortSignal, call: () => Promise<void>): Promise<void> {
    try {
      await patiently({ what: 'presenting the bot', signal, logger: this.logger }, call);
    } catch (error) {
      if (error instanceof TokenRefusedError || signal.aborted) throw error;
      this.logger.warn(`a part of the bot's profile could not be set: ${String(error)}`);
    }
  }

  private descriptions(locale: Locale): { readonly long: string; readonly short: string } {
    const words = this.dictionary[locale];
    return { long: words.plain('bot-description'), short: words.plain('bot-short-description') };
  }
}
