/** What a button says when it is pressed: which topic of the talk, what to do there, with what. */
export interface PressData {
  readonly topic: string;
  readonly action: string;
  readonly args: readonly string[];
}

/**
 * Longest data of a button here. Telegram keeps 64 bytes; the rest is for the mark of the panel.
 * Source: https://core.telegram.org/bots/api#inlinekeyboardbutton
 */
export const pressDataMaxBytes = 56;

/**
 * The data of a button: `topic:action:arg:arg`. A job's id is written in 22 characters instead of 36.
 *
 * @throws Error when it is longer than Telegram keeps: the arguments must be ids and numbers, never a person's text.
 */
export function pressData(topic: string, action: string, ...args: readonly (string | number)[]): string {
  const data = [topic, action, ...args.map((arg) => shorten(String(arg)))].join(':');
  if (Buffer.byteLength(data) > pressDataMaxBytes) throw new Error(`too much for a button: ${data}`);
  return data;
}

/** The mark of a panel that an update had drawn. */
export function markOf(updateId: number): string {
  return updateId.toString(36);
}

/** The update that had a panel drawn, by its mark. */
export function updateOf(mark: string): number {
  return Number.parseInt(mark, 36);
}

/** Data with the mark of the panel that it stands in, so that a press on an older panel is known as such. */
export function withMark(data: string, mark: string): string {
  return `${data}~${mark}`;
}

/** What {@link withMark} joined; data of a message that is no panel has no mark. */
export function splitMark(marked: string): { readonly data: string; readonly mark: string | undefined } {
  const [data = '', mark] = marked.split('~', 2);
  return { data, mark };
}

/** Reads what {@link pressData} wrote; undefined for anything else. */
export function readPressData(data: string): PressData | undefined {
  const [topic, action, ...args] = data.split(':');
  if (!topic || !action) return undefined;
  return { topic, action, args: args.map(lengthen) };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function shorten(arg: string): string {
  return uuid.test(arg) ? `=${Buffer.from(arg.replaceAll('-', ''), 'hex').toString('base64url')}` : arg;
}

function lengthen(arg: string): string {
  if (!/^=[A-Za-z0-9_-]{22}$/.test(arg)) return arg;
  const hex = Buffer.from(arg.slice(1), 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
