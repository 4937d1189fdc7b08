/** A text as it stands in Telegram's HTML. Source: https://core.telegram.org/bots/api#html-style */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
