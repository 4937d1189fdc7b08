import type { LineProvisioned } from '../line/provisioning.js';

interface Named {
  readonly name: string;
  readonly action: string;
}

const rows = (kind: string, items: readonly Named[]): string[] =>
  items.map(({ name, action }) => `${kind.padEnd(10)}${name.padEnd(36)}${action}`);

/** What was found and made, as a table with the warnings beneath. */
export function provisionText({ messages, media }: LineProvisioned): string {
  const strangers = messages.strangers.map(
    (name) => `warning: the consumer ${name} is heard by nobody: remove it`,
  );
  return [
    `nats-server ${messages.server}`,
    ...rows('stream', messages.streams),
    ...rows('bucket', messages.buckets),
    ...rows('consumer', messages.consumers),
    ...rows('media', [{ name: media.bucket, action: media.created ? 'created' : 'unchanged' }]),
    ...strangers,
    ...media.warnings.map((warning) => `warning: ${warning}`),
  ].join('\n');
}
