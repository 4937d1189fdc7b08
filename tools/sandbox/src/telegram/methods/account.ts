import { z } from 'zod';
import { chatId, parseFields, wholeNumber } from '../fields.js';
import { webLimit } from '../files.js';
import { badRequest } from '../problem.js';
import type { Method, Methods } from './call.js';

const getMe: Method = ({ bot, world }) => ({
  ...bot,
  can_join_groups: true,
  can_read_all_group_messages: !world.settings.telegram.privacyMode,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
});

const getFile: Method = async ({ values, token, world }) => {
  const file = world.files.find(parseFields(z.object({ file_id: z.string() }), values).file_id);
  if (!file) throw badRequest('invalid file_id');
  const { localServer } = world.settings.telegram;
  if (!localServer && file.media.file_size > webLimit) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size } = file.media;
  const file_path = localServer ? await world.files.localPath(file, token) : file.remotePath;
  return { file_id, file_unique_id, file_size, file_path };
};

const oneChat = z.object({ chat_id: chatId });

const getChat: Method = ({ values, world }) => world.openChat(parseFields(oneChat, values).chat_id);

const getChatMember: Method = ({ values, world, bot }) => {
  const fields = parseFields(z.object({ chat_id: chatId, user_id: wholeNumber }), values);
  const chat = world.openChat(fields.chat_id);
  const user = fields.user_id === bot.id ? bot : world.people.get(fields.user_id);
  if (!user) throw badRequest('user not found');
  return { user, status: user.is_bot ? (world.standings.get(chat.id) ?? 'member') : 'member' };
};

const leaveChat: Method = ({ values, world }) => {
  const chat = world.openChat(parseFields(oneChat, values).chat_id);
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  world.standings.set(chat.id, 'left');
  return true;
};

/** Methods about the bot itself, its chats and its files. */
export const accountMethods: Methods<
  'getMe' | 'logOut' | 'close' | 'getFile' | 'getChat' | 'getChatMember' | 'leaveChat'
> = { getMe, logOut: () => true, close: () => true, getFile, getChat, getChatMember, leaveChat };
