import { z } from 'zod';

/** `true`, `false`, `1` or `0` and nothing else: no other word is silently taken for true. */
export function booleanText(): z.ZodType<boolean, string> {
  return z
    .enum(['true', 'false', '1', '0'], 'must be true, false, 1 or 0')
    .transform((text) => text === 'true' || text === '1');
}

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const said = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, said)
    .transform(Number)
    .pipe(z.number(said).int(said).min(min, said).max(max, said));
}

/** A number within bounds, both included, with a decimal point where needed: `0.5`. */
export function decimalNumber(min: number, max: number): z.ZodType<number, string> {
  const said = `must be a number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,15})?$/, said)
    .transform(Number)
    .pipe(z.number(said).min(min, said).max(max, said));
}

/** An amount of money in US dollars. */
export function dollarAmount(): z.ZodType<number, string> {
  return decimalNumber(0, 1_000_000);
}

/** An http or https URL, without a slash at its end. */
export function httpUrl(): z.ZodType<string, string> {
  return z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .transform((url) => url.replace(/\/+$/, ''));
}

/** A token, key or password: any text that is not empty and has no white space around it. */
export function secretText(): z.ZodType<string, string> {
  return z.string().regex(/^\S(.*\S)?$/s, 'must not be empty or begin or end with white space');
}
