/** One command of the bot. */
export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** Who is meant by a list of commands; `key` is the same for the same scope. */
export interface CommandScope {
  readonly type:
    | 'default'
    | 'all_private_chats'
    | 'all_group_chats'
    | 'all_chat_administrators'
    | 'chat'
    | 'chat_administrators'
    | 'chat_member';
  readonly chat_id?: number | undefined;
  readonly user_id?: number | undefined;
}

function keyOf({ type, chat_id: chat, user_id: user }: CommandScope, language: string): string {
  return [type, chat ?? '', user ?? '', language].join(' ');
}

/** The scopes Telegram tries for a person in a chat who is no administrator, narrowest first. */
function scopesFor(chatId: number, userId: number): CommandScope[] {
  const chat = { type: 'chat', chat_id: chatId } as const;
  if (chatId > 0) return [chat, { type: 'all_private_chats' }, { type: 'default' }];
  const member = { type: 'chat_member', chat_id: chatId, user_id: userId } as const;
  return [member, chat, { type: 'all_group_chats' }, { type: 'default' }];
}

/**
 * What people see of the bot before they talk to it, per language. A person gets what was set for the language, else
 * what was set for all languages. Source: core.telegram.org/bots/api, "Determining list of commands".
 */
export class BotProfile {
  private readonly commands = new Map<string, readonly BotCommand[]>();
  private readonly texts = new Map<string, string>();
  private readonly buttons = new Map<number, unknown>();

  clear(): void {
    for (const store of [this.commands, this.texts, this.buttons]) store.clear();
  }

  /** Sets the commands of a scope and language; an empty list takes them away. */
  setCommands(scope: CommandScope, language: string, commands: readonly BotCommand[]): void {
    if (commands.length > 0) this.commands.set(keyOf(scope, language), commands);
    else this.commands.delete(keyOf(scope, language));
  }

  /** Exactly what was set for this scope and language. */
  commandsOf(scope: CommandScope, language: string): readonly BotCommand[] {
    return this.commands.get(keyOf(scope, language)) ?? [];
  }

  /** What a person finds in the menu of a chat. */
  commandsFor(chatId: number, userId: number, language: string): readonly BotCommand[] {
    const keys = scopesFor(chatId, userId).flatMap((scope) => [keyOf(scope, language), keyOf(scope, '')]);
    const found = keys.map((key) => this.commands.get(key)).find((commands) => commands !== undefined);
    return found ?? [];
  }

  /** Sets a text of the profile; an empty one takes it away. */
  setText(kind: 'description' | 'short_description', language: string, text: string): void {
    if (text === '') this.texts.delete(`${kind} ${language}`);
    else this.texts.set(`${kind} ${language}`, text);
  }

  textOf(kind: 'description' | 'short_description', language: string): string {
    return this.texts.get(`${kind} ${language}`) ?? '';
  }

  /** What a person of this language reads. */
  textFor(kind: 'description' | 'short_description', language: string): string {
    return this.textOf(kind, language) || this.textOf(kind, '');
  }

  /** Sets the menu button of a chat; of all chats without one of their own when `chatId` is 0. */
  setMenuButton(chatId: number, button: unknown): void {
    this.buttons.set(chatId, button);
  }

  menuButtonOf(chatId: number): unknown {
    return this.buttons.get(chatId) ?? this.buttons.get(0) ?? { type: 'commands' };
  }
}
