import type { Screen } from '../../telegram/screens.js';
import type { Wanted } from './person.js';

/** Whether a state of a message is what is waited for; texts and patterns mean what the bot says. */
export function matches(screen: Screen, wanted: Wanted): boolean {
  if (typeof wanted === 'function') return wanted(screen);
  if (screen.deleted || screen.from !== 'bot') return false;
  return typeof wanted === 'string' ? screen.text.includes(wanted) : screen.text.search(wanted) >= 0;
}

/** A button below a message. */
export interface ButtonFound {
  readonly messageId: number;
  readonly version: number;
  /** Its data, or its label when it has none. */
  readonly button: string;
}

/** What to look through for a button. */
export interface ButtonSearch {
  /** Every state so far, oldest first. */
  readonly seen: readonly Screen[];
  /** The messages as they stand, oldest first. */
  readonly standing: readonly Screen[];
  readonly on?: number | undefined;
  readonly version?: number | undefined;
}

function fits(label: string | RegExp, text: string): boolean {
  return typeof label === 'string' ? text === label : text.search(label) >= 0;
}

function placeOf({ messageId, version }: Screen): Omit<ButtonFound, 'button'> {
  return { messageId, version };
}

/** The button with this label, below the newest message that has one. */
export function buttonOf(
  label: string | RegExp,
  { seen, standing, on, version }: ButtonSearch,
): ButtonFound | undefined {
  const states = version === undefined ? standing : seen.filter((screen) => screen.version === version);
  const candidates = on === undefined ? states : states.filter(({ messageId }) => messageId === on);
  const found = candidates.toReversed().flatMap((screen) =>
    screen.buttons
      .flat()
      .filter((button) => fits(label, button.label))
      .map(({ label: text, data = text }) => ({ ...placeOf(screen), button: data })),
  );
  return found[0];
}

/** The key with this label on the keyboard that was given last. */
export function keyOf(label: string | RegExp, seen: readonly Screen[]): string | undefined {
  const keyboard = seen.findLast((screen) => screen.keyboard !== undefined)?.keyboard ?? [];
  return keyboard.flat().find((key) => fits(label, key));
}

/** The messages in words, for an error. */
export function describe(messages: readonly Screen[]): string {
  const shown = messages.slice(-5).map(({ messageId, version, from, kind, text, buttons }) => {
    const labels = buttons.map((row) => row.map(({ label }) => `[${label}]`).join(' ')).join(' / ');
    return `#${messageId}.${version} ${from} ${kind}: ${JSON.stringify(text)} ${labels}`.trimEnd();
  });
  return shown.length > 0 ? shown.join('\n') : '(nothing)';
}
