/** The fields an object may have: `true` where nothing more is said of one, else the fields of it (or of its items). */
export interface KnownFields {
  readonly [field: string]: true | KnownFields;
}

function fields<const Name extends string>(...names: readonly Name[]): Readonly<Record<Name, true>> {
  return Object.fromEntries(names.map((name) => [name, true])) as Record<Name, true>;
}

const replyParameters = fields(
  ...(['message_id', 'chat_id', 'ephemeral_message_id', 'checklist_task_id', 'poll_option_id'] as const),
  ...([
    'allow_sending_without_reply',
    'quote',
    'quote_parse_mode',
    'quote_entities',
    'quote_position',
  ] as const),
);
const button = fields(
  ...(['text', 'callback_data', 'url', 'pay', 'web_app', 'login_url', 'copy_text', 'callback_game'] as const),
  ...([
    'switch_inline_query',
    'switch_inline_query_current_chat',
    'switch_inline_query_chosen_chat',
  ] as const),
  ...(['icon_custom_emoji_id', 'style'] as const),
);
const replyButton = fields(
  ...([
    'text',
    'request_users',
    'request_chat',
    'request_contact',
    'request_location',
    'request_poll',
  ] as const),
  ...(['request_managed_bot', 'web_app', 'icon_custom_emoji_id', 'style'] as const),
);
const markup = {
  inline_keyboard: button,
  keyboard: replyButton,
  ...fields('is_persistent', 'resize_keyboard', 'one_time_keyboard', 'input_field_placeholder', 'selective'),
  ...fields('remove_keyboard', 'force_reply'),
};
const entity = fields('type', 'offset', 'length', 'url', 'user', 'language', 'custom_emoji_id');
const preview = fields('is_disabled', 'url', 'prefer_small_media', 'prefer_large_media', 'show_above_text');
const scope = fields('type', 'chat_id', 'user_id');

const business = fields('business_connection_id');
const placed = fields('chat_id', 'message_thread_id');
const broadcast = fields(
  'disable_notification',
  'protect_content',
  'allow_paid_broadcast',
  'message_effect_id',
);
const answering = { ...fields('reply_to_message_id'), reply_parameters: replyParameters };
const billed = {
  ...{ ...placed, ...broadcast, ...answering, reply_markup: markup },
  ...fields('direct_messages_topic_id', 'suggested_post_parameters'),
};
const sending = { ...billed, ...business, ...fields('ephemeral_message_parameters') };
const captioned = { ...fields('caption', 'parse_mode'), caption_entities: entity };
const shown = fields('show_caption_above_media', 'has_spoiler');
const sized = fields('width', 'height', 'duration', 'thumbnail');
const video = { ...sized, ...fields('cover', 'start_timestamp', 'supports_streaming') };
const inputMedia = {
  ...{ ...captioned, ...shown, ...video },
  ...fields('type', 'media', 'disable_content_type_detection', 'performer', 'title'),
};
const edited = {
  ...fields('business_connection_id', 'chat_id', 'message_id', 'inline_message_id'),
  reply_markup: markup,
};
const invoice = fields(
  ...(['title', 'description', 'payload', 'provider_token', 'currency', 'max_tip_amount'] as const),
  ...(['suggested_tip_amounts', 'start_parameter', 'provider_data', 'is_flexible'] as const),
  ...(['photo_url', 'photo_size', 'photo_width', 'photo_height'] as const),
  ...(['need_name', 'need_phone_number', 'need_email', 'need_shipping_address'] as const),
  ...(['send_phone_number_to_provider', 'send_email_to_provider'] as const),
);

/** The fields of every method the sandbox serves, under Telegram's own spelling. A test compares it with grammY's types. */
export const methodFields = {
  getMe: {},
  logOut: {},
  close: {},
  getUpdates: fields('offset', 'limit', 'timeout', 'allowed_updates'),
  setWebhook: fields(
    ...(['url', 'certificate', 'ip_address', 'max_connections', 'allowed_updates'] as const),
    ...(['drop_pending_updates', 'secret_token'] as const),
  ),
  deleteWebhook: fields('drop_pending_updates'),
  getWebhookInfo: {},
  getFile: fields('file_id'),
  getChat: fields('chat_id'),
  getChatMember: fields('chat_id', 'user_id'),
  leaveChat: fields('chat_id'),
  setMyCommands: {
    ...fields('language_code'),
    commands: fields('command', 'description', 'is_ephemeral'),
    scope,
  },
  getMyCommands: { ...fields('language_code'), scope },
  deleteMyCommands: { ...fields('language_code'), scope },
  setMyDescription: fields('description', 'language_code'),
  getMyDescription: fields('language_code'),
  setMyShortDescription: fields('short_description', 'language_code'),
  getMyShortDescription: fields('language_code'),
  setChatMenuButton: fields('chat_id', 'menu_button'),
  getChatMenuButton: fields('chat_id'),
  sendMessage: {
    ...sending,
    ...fields('text', 'parse_mode'),
    entities: entity,
    link_preview_options: preview,
  },
  sendPhoto: { ...sending, ...captioned, ...shown, photo: true },
  sendVideo: { ...sending, ...captioned, ...shown, ...video, video: true },
  sendAnimation: { ...sending, ...captioned, ...shown, ...sized, animation: true },
  sendDocument: {
    ...sending,
    ...captioned,
    ...fields('document', 'thumbnail', 'disable_content_type_detection'),
  },
  sendAudio: { ...sending, ...captioned, ...fields('audio', 'duration', 'performer', 'title', 'thumbnail') },
  sendVoice: { ...sending, ...captioned, ...fields('voice', 'duration') },
  sendMediaGroup: {
    ...{ ...business, ...placed, ...broadcast, ...answering, media: inputMedia },
    ...fields('direct_messages_topic_id'),
  },
  sendChatAction: { ...business, ...placed, ...fields('action') },
  editMessageText: {
    ...{ ...edited, entities: entity, link_preview_options: preview },
    ...fields('text', 'parse_mode', 'rich_message'),
  },
  editMessageCaption: { ...edited, ...captioned, ...fields('show_caption_above_media') },
  editMessageMedia: { ...edited, media: inputMedia },
  editMessageReplyMarkup: edited,
  deleteMessage: fields('chat_id', 'message_id'),
  deleteMessages: fields('chat_id', 'message_ids'),
  answerCallbackQuery: fields('callback_query_id', 'text', 'show_alert', 'url', 'cache_time'),
  pinChatMessage: fields('business_connection_id', 'chat_id', 'message_id', 'disable_notification'),
  unpinChatMessage: fields('business_connection_id', 'chat_id', 'message_id'),
  setMessageReaction: fields('chat_id', 'message_id', 'reaction', 'is_big'),
  sendInvoice: { ...billed, ...invoice, prices: fields('label', 'amount') },
  answerPreCheckoutQuery: fields('pre_checkout_query_id', 'ok', 'error_message'),
} as const satisfies Readonly<Record<string, KnownFields>>;

/** A method the sandbox serves. */
export type MethodName = keyof typeof methodFields;
