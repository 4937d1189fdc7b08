import type { BotIdentity } from './bot-identity.js';

/** `/name@bot rest`. */
export interface Command {
  readonly name: string;
  readonly to: string | undefined;
  readonly rest: string;
}

/** Source: https://core.telegram.org/bots/features#commands; the bot's name is there where several bots listen. */
const commandShape = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?$/is;

/** Reads a text as a command. */
export function readCommand(words: string): Command | undefined {
  const [, name, to, rest = ''] = commandShape.exec(words) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), to, rest: rest.trim() };
}

/** Whether a command is for this bot. */
export function isForUs({ to }: Command, { username }: BotIdentity): boolean {
  return to === undefined || to.toLowerCase() === username.toLowerCase();
}

/** A text without the mentions of the bot; undefined when there is none. */
export function withoutMention(words: string, { username }: BotIdentity): string | undefined {
  const mention = new RegExp(String.raw`(?<![\w@])@${username}(?!\w)[,:]?`, 'gi');
  if (!mention.test(words)) return undefined;
  return words
    .replaceAll(mention, ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}
