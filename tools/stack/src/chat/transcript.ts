import type { Screen, Tap } from '@kinoline/sandbox';
import { messageHtml, pressHtml, saidHtml } from './transcript-html.js';

/** A part of the conversation, by what was seen before it began. */
export interface Act {
  readonly title: string;
  /** Number of the newest state or tap at its beginning ({@link Screen.sequence}). */
  readonly from: number;
}

/** Everything a transcript is written from. */
export interface Held {
  readonly acts: readonly Act[];
  /** Moments at which the screens are shown although nobody did anything: numbers of the newest state. */
  readonly looks: readonly number[];
  readonly screens: readonly Screen[];
  readonly taps: readonly Tap[];
  /** What the reader calls the two. */
  readonly names: { readonly person: string; readonly bot: string };
  /** Address of a saved picture of a message's file, by file id. */
  readonly pictures: ReadonlyMap<string, string>;
}

type Event =
  | { readonly at: number; readonly kind: 'act'; readonly act: Act }
  | { readonly at: number; readonly kind: 'said'; readonly screen: Screen }
  | { readonly at: number; readonly kind: 'pressed'; readonly tap: Tap }
  | { readonly at: number; readonly kind: 'look' };

/**
 * The conversation as the person saw it: what they did, and before each deed the messages of the bot that were new or
 * had changed, as they stood then.
 *
 * @returns Markdown with HTML in it
 */
export function transcriptOf(held: Held): string {
  const shown = new Map<number, number>();
  const parts = eventsOf(held).flatMap((event) => [
    ...changedSince(held, event.at, shown).map((screen) => messageHtml(screen, held)),
    ...partOf(event, held),
  ]);
  return `${parts.join('\n\n')}\n`;
}

function eventsOf({ acts, looks, screens, taps }: Held): Event[] {
  const said = screens.filter(({ from, version }) => from === 'person' && version === 1);
  const events: Event[] = [
    ...acts.map((act): Event => ({ at: act.from, kind: 'act', act })),
    ...said.map((screen): Event => ({ at: screen.sequence, kind: 'said', screen })),
    ...taps.map((tap): Event => ({ at: tap.sequence, kind: 'pressed', tap })),
    ...looks.map((at): Event => ({ at, kind: 'look' })),
  ];
  return events.sort((a, b) => a.at - b.at);
}

/** The bot's messages whose state at this moment was not shown yet, in the order of the chat. */
function changedSince({ screens }: Held, at: number, shown: Map<number, number>): Screen[] {
  const standing = new Map<number, Screen>();
  for (const screen of screens) {
    if (screen.from === 'bot' && screen.sequence <= at) standing.set(screen.messageId, screen);
  }
  const changed = [...standing.values()].filter(
    ({ messageId, version, deleted }) => !deleted && shown.get(messageId) !== version,
  );
  for (const { messageId, version } of changed) shown.set(messageId, version);
  return changed.sort((a, b) => a.messageId - b.messageId);
}

function partOf(event: Event, held: Held): string[] {
  switch (event.kind) {
    case 'act':
      return [`### ${event.act.title}`];
    case 'said':
      return [saidHtml(event.screen, held)];
    case 'pressed':
      return [pressHtml(event.tap, held)];
    case 'look':
      return [];
  }
}
