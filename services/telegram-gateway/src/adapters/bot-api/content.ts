import type { Screen } from '../../telegram/screen.js';

/** All texts are in Telegram's HTML. */
export const html = { parse_mode: 'HTML' } as const;

/** Buttons as the Bot API wants them; no rows take away what stands under a message. */
export function keyboardOf(rows: Screen['rows']) {
  const inline_keyboard = rows.map((row) =>
    row.map((button) =>
      'data' in button
        ? { text: button.label, callback_data: button.data }
        : { text: button.label, url: button.url },
    ),
  );
  return { inline_keyboard };
}

/** The buttons of a new message, if it has any. */
export function markupOf(rows: Screen['rows'] = []) {
  return rows.length > 0 ? { reply_markup: keyboardOf(rows) } : {};
}

/** A message without a sound, where it is wanted. */
export function quietly(silent: boolean | undefined) {
  return silent === true ? { disable_notification: true } : {};
}
