/** The languages that Kinoline speaks. */
export const locales = ['en', 'ru'] as const;
/** See {@link locales}. */
export type Locale = (typeof locales)[number];

/** What a text can be filled with. Numbers are written, and counted in plurals, as the language does. */
export type WordArguments = Readonly<Record<string, string | number>>;

/** All texts in one language, by the ids of `locales/<locale>/*.ftl`. */
export interface Words {
  readonly locale: Locale;
  /**
   * A text with Telegram's HTML; what is filled in is escaped.
   *
   * @throws Error when there is no such text or something to fill in is missing
   */
  html(id: string, args?: WordArguments): string;
  /** A text without markup, for buttons, toasts and descriptions. @throws as {@link html} */
  plain(id: string, args?: WordArguments): string;
  /** Whether there is such a text. */
  has(id: string): boolean;
}

/** All languages. */
export type Dictionary = Readonly<Record<Locale, Words>>;

/** Injection token of the {@link Dictionary}. */
export const DICTIONARY = Symbol('Dictionary');
