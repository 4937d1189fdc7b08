import { afterAll } from '@jest/globals';

const open = new Set<() => Promise<void>>();

afterAll(async () => {
  for (const close of [...open].reverse()) await close();
});

/** What a failed test leaves open would keep jest from ending and from telling: it is closed with its file. */
export function closedAtLast(close: () => Promise<void>): () => Promise<void> {
  const once = async (): Promise<void> => {
    if (open.delete(once)) await close();
  };
  open.add(once);
  return once;
}
