import { z } from 'zod';
import type { BotCommand, CommandScope } from '../bot-profile.js';
import { json, parseFields, wholeNumber } from '../fields.js';
import { badRequest } from '../problem.js';
import type { Call, Method, Methods } from './call.js';

const scopeFields = z.object({
  type: z.enum([
    ...(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'] as const),
    ...(['chat', 'chat_administrators', 'chat_member'] as const),
  ]),
  chat_id: wholeNumber.optional(),
  user_id: wholeNumber.optional(),
});
const language = z
  .string()
  .regex(/^([a-z]{2})?$/, 'two letters expected')
  .default('');
const audience = { scope: json(scopeFields).default({ type: 'default' }), language_code: language };

function readAudience(call: Call): { scope: CommandScope; language: string } {
  const { scope, language_code } = parseFields(z.object(audience), call.values);
  if (scope.type.startsWith('chat')) call.world.openChat(scope.chat_id ?? '');
  return { scope, language: language_code };
}

const commandFields = z.object({ command: z.string(), description: z.string() });

function readCommand(given: z.output<typeof commandFields>): BotCommand {
  const command = given.command.trim().replace(/^\//, '');
  const description = given.description.trim();
  if (command === '') throw badRequest('command must be non-empty');
  if (command.length > 32) throw badRequest('command length must not exceed 32');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description === '') throw badRequest('command description must be non-empty');
  if (description.length > 256) throw badRequest('command description length must not exceed 256');
  return { command, description };
}

const setMyCommands: Method = (call) => {
  const fields = z.object({ commands: json(z.array(commandFields)) });
  const commands = parseFields(fields, call.values).commands.map(readCommand);
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const { scope, language: code } = readAudience(call);
  call.world.profile.setCommands(scope, code, commands);
  return true;
};

const deleteMyCommands: Method = (call) => {
  const { scope, language: code } = readAudience(call);
  call.world.profile.setCommands(scope, code, []);
  return true;
};

const getMyCommands: Method = (call) => {
  const { scope, language: code } = readAudience(call);
  return call.world.profile.commandsOf(scope, code);
};

type TextKind = 'description' | 'short_description';

function setText(kind: TextKind, longest: number): Method {
  return ({ values, world }) => {
    const given = z.string().default('');
    const fields = z.object({ description: given, short_description: given, language_code: language });
    const { [kind]: text, language_code: code } = parseFields(fields, values);
    if (text.length > longest) throw badRequest(`bot ${kind.replace('_', ' ')} is too long`);
    world.profile.setText(kind, code, text);
    return true;
  };
}

function getText(kind: TextKind): Method {
  return ({ values, world }) => {
    const { language_code: code } = parseFields(z.object({ language_code: language }), values);
    return { [kind]: world.profile.textOf(kind, code) };
  };
}

const buttonFields = z.object({
  chat_id: wholeNumber.default(0),
  menu_button: json(z.looseObject({ type: z.enum(['commands', 'web_app', 'default']) })).optional(),
});

const setChatMenuButton: Method = ({ values, world }) => {
  const { chat_id: chat, menu_button: button } = parseFields(buttonFields, values);
  world.profile.setMenuButton(chat, button ?? { type: 'default' });
  return true;
};

const getChatMenuButton: Method = ({ values, world }) =>
  world.profile.menuButtonOf(parseFields(buttonFields, values).chat_id);

/** Methods about what people see of the bot before they talk to it. */
export const profileMethods: Methods<
  | 'setMyCommands'
  | 'getMyCommands'
  | 'deleteMyCommands'
  | 'setMyDescription'
  | 'getMyDescription'
  | 'setMyShortDescription'
  | 'getMyShortDescription'
  | 'setChatMenuButton'
  | 'getChatMenuButton'
> = {
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyDescription: setText('description', 512),
  getMyDescription: getText('description'),
  setMyShortDescription: setText('short_description', 120),
  getMyShortDescription: getText('short_description'),
  setChatMenuButton,
  getChatMenuButton,
};
