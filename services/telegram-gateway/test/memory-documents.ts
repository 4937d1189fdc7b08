import type { Changed, Documents } from '@kinoline/messaging';

/** Documents in memory, stored as JSON as the real ones are. */
export class MemoryDocuments<Document> implements Documents<Document> {
  readonly stored = new Map<string, string>();

  create(key: string, document: Document): Promise<boolean> {
    if (this.stored.has(key)) return Promise.resolve(false);
    this.stored.set(key, JSON.stringify(document));
    return Promise.resolve(true);
  }

  read(key: string): Promise<Document | undefined> {
    return Promise.resolve(this.get(key));
  }

  change(
    key: string,
    change: (document: Document | undefined) => Document | undefined,
  ): Promise<Changed<Document>> {
    const before = this.get(key);
    const after = change(before);
    if (after === undefined) return Promise.resolve({ document: before, refused: true });
    if (after !== before) this.stored.set(key, JSON.stringify(after));
    return Promise.resolve({ document: after, refused: false });
  }

  keys(filter = '>'): Promise<string[]> {
    const pattern = new RegExp(
      `^${filter
        .replaceAll('.', String.raw`\.`)
        .replaceAll('*', '[^.]+')
        .replace('>', '.+')}$`,
    );
    return Promise.resolve([...this.stored.keys()].filter((key) => pattern.test(key)));
  }

  private get(key: string): Document | undefined {
    const text = this.stored.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as Document);
  }
}
