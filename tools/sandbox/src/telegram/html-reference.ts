const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function characterOf(body: string): string | undefined {
  if (!body.startsWith('#')) return named[body];
  const hexadecimal = body.startsWith('#x');
  const code = Number.parseInt(body.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  if (!(code > 0 && code < 0x10ffff) || body.length > 8) return undefined;
  return String.fromCodePoint(code);
}

/** Text with Telegram's character references (`&lt;`, `&#38;` …) replaced; unknown ones stay, the `;` may be missing. */
export function decodeReferences(text: string): string {
  return text.replaceAll(
    /&(#x[0-9a-fA-F]*|#[0-9]*|[a-zA-Z]*);?/g,
    (whole, body: string) => characterOf(body) ?? whole,
  );
}
