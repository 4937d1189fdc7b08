/**
 * Where something is said: a chat, `<chat>`, or one topic of a group that has topics, `<chat>/<topic>`. To everybody
 * but the Bot API's adapter a topic is a chat of its own.
 */
export type ChatAddress = string;

/** What an address names. */
export interface Place {
  readonly chatId: string;
  /** Missing in chats without topics, and in the topic "General". */
  readonly topicId?: number;
}

/** The address of a place. */
export function addressOf({ chatId, topicId }: Place): ChatAddress {
  return topicId === undefined ? chatId : `${chatId}/${topicId}`;
}

/** The place that an address names. */
export function placeOf(address: ChatAddress): Place {
  const [chatId = '', topic] = address.split('/');
  return { chatId, ...(topic !== undefined && { topicId: Number(topic) }) };
}
