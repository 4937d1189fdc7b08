import type { Environment } from '../settings/parse-settings.js';

const mark = '[secret]';

/** A JSON field whose name tells that its text is a secret: `"authorization":"…"`, `"secretKey":"…"`. */
const secretField =
  /("[\w.-]*(?:authorization|cookie|password|passwd|secret|token|api[_-]?key|secret[_-]?key)"\s*:\s*")(?:[^"\\]|\\.)*(")/gi;

/** A query parameter that signs or authorises a URL. */
const secretQuery =
  /([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|token|key|api_key)=)[^&"'\s\\]+/gi;

/** Credentials by their look: bearer tokens, Replicate, OpenAI, Telegram (also inside its URLs), URL passwords. */
const secretShapes: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[\w.~+/-]{8,}=*/gi, `$1 ${mark}`],
  [/\br8_[A-Za-z0-9]{20,}\b/g, mark],
  [/\bsk-[\w-]{16,}/g, mark],
  [/\bwhsec_[\w+/=]{8,}/g, mark],
  [/(?<!\d)\d{6,12}:[\w-]{30,}/g, mark],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']+:)[^\s/@"']+(@)/gi, `$1${mark}$2`],
];

/** Takes secrets out of one line of text, by the names of their fields and by their looks. */
export function scrub(line: string): string {
  const named = line.replace(secretField, `$1${mark}$2`).replace(secretQuery, `$1${mark}`);
  return secretShapes.reduce((text, [shape, instead]) => text.replace(shape, instead), named);
}

const secretVariable = /(SECRET|TOKEN|PASSWORD|API_KEY)/;

/** The secrets an environment holds, told by the names of their variables; texts under six characters are none. */
export function secretsOf(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    secretVariable.test(name) && value !== undefined && value.length >= 6 ? [value] : [],
  );
}

/** As {@link scrub}, and takes out these very texts wherever they stand in a JSON line. */
export function scrubberOf(secrets: readonly string[]): (line: string) => string {
  const literals = secrets
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .sort((a, b) => b.length - a.length);
  return (line) => literals.reduce((text, literal) => text.replaceAll(literal, mark), scrub(line));
}
