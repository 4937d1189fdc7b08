import type { Environment } from '../settings/parse-settings.js';

const mark = '[secret]';

/** A JSON field whose name tells that its text is a secret: `"authorization":"…"`, `"secretKey":"…"`. */
const secretField =
  /("[\w.-]*(?:authorization|cookie|password|passwd|secret|token|api[_-]?key|secret[_-]?key)"\s*:\s*")[^"\\]*(?:\\.[^"\\]*)*(")/gis;

/**
 * What a secret looks like, and what is written in its place. It needs no word boundary before it: in quoted JSON the
 * letter of an escaped line feed may stand there.
 */
const secretShapes: readonly [RegExp, string][] = [
  [/(Bearer|Basic)\s+[\w.~+/-]{8,}=*/gi, `$1 ${mark}`],
  // Replicate
  [/r8_[A-Za-z0-9]{20,}/g, mark],
  // OpenAI; "task-…" and "disk-…" are words, "\nsk-…" is a key behind an escape
  [/(?<!(?<!\\)[A-Za-z])sk-[\w-]{16,}/g, mark],
  // A webhook's secret
  [/whsec_[\w+/=]{8,}/g, mark],
  // Telegram, also inside its URLs
  [/\d{6,12}:[\w-]{30,}/g, mark],
  // The password of a URL
  [/(:\/\/[^\s/:@"']*:)[^\s/@"']+(@)/g, `$1${mark}$2`],
  // A query parameter that signs or authorises a URL
  [
    /([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|token|key|api_key)=)[^&"'\s]+/gi,
    `$1${mark}`,
  ],
  [secretField, `$1${mark}$2`],
];

/** Takes secrets out of a text, by their looks and by the names of their fields. For a line of JSON: {@link scrubberOf}. */
export function scrub(text: string): string {
  return secretShapes.reduce((left, [shape, instead]) => left.replace(shape, instead), text);
}

const secretVariable = /(SECRET|TOKEN|PASSWORD|API_KEY)/;

/** The secrets an environment holds, told by the names of their variables; texts under six characters are none. */
export function secretsOf(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    secretVariable.test(name) && value !== undefined && value.length >= 6 ? [value] : [],
  );
}

const jsonString = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/**
 * Makes what takes secrets out of a line of JSON: as {@link scrub}, and these very texts. Every string is scrubbed as the
 * text it stands for: among escapes a secret has other neighbours, and half an escape may look like the start of one.
 */
export function scrubberOf(secrets: readonly string[]): (line: string) => string {
  const longestFirst = secrets.toSorted((a, b) => b.length - a.length);
  const clean = (text: string): string =>
    scrub(longestFirst.reduce((left, secret) => left.replaceAll(secret, mark), text));
  return (line) =>
    line
      .replace(secretField, `$1${mark}$2`)
      .replace(jsonString, (encoded) => JSON.stringify(clean(JSON.parse(encoded) as string)));
}
