/** What stands under a key after a change was tried. */
export interface Changed<Document> {
  readonly document: Document | undefined;
  /** Whether the change gave undefined: nothing was written. */
  readonly refused: boolean;
}

/** Small JSON documents by key, changed by compare-and-set. Keys are tokens of a NATS subject, joined by dots. */
export interface Documents<Document> {
  /** Writes a new document; false when the key is taken. */
  create(key: string, document: Document): Promise<boolean>;
  /** The document under a key. */
  read(key: string): Promise<Document | undefined>;
  /**
   * Changes a document; `change` is called again whenever somebody else was faster or it is unknown whether the write
   * arrived. A missing document is passed as undefined. Returning the argument, or undefined, writes nothing.
   */
  change(
    key: string,
    change: (document: Document | undefined) => Document | undefined,
  ): Promise<Changed<Document>>;
  /** The keys that match a filter with the wildcards of NATS subjects, in no order. */
  keys(filter?: string): Promise<string[]>;
}
