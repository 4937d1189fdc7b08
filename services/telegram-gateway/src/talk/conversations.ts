/** Injection token of the conversations, `Documents<Conversation>`. */
export const CONVERSATIONS = Symbol('Conversations');
