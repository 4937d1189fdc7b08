import { headers as newHeaders, type MsgHdrs } from '@nats-io/transport-node';

/** Headers of a dead letter, beside those of the message itself. */
export const deadLetterHeaders = {
  service: 'Kinoline-Service',
  message: 'Kinoline-Message',
  subject: 'Kinoline-Subject',
  sequence: 'Kinoline-Sequence',
  deliveries: 'Kinoline-Deliveries',
  errorName: 'Kinoline-Error-Name',
  error: 'Kinoline-Error',
} as const;

/** Why and where a message was given up. */
export interface DeadLetterFacts {
  readonly service: string;
  /** Name of the message, for example `SceneRendered`. */
  readonly message: string;
  /** Where it was said, and its number in that stream. */
  readonly subject: string;
  readonly sequence: number;
  readonly deliveries: number;
  readonly errorName: string;
  readonly error: string;
}

const errorMaxCharacters = 1_000;

/** One line of printable text: a header cannot hold a line break. */
function headerText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, errorMaxCharacters);
}

/** The message's own headers without the server's (they would forbid storing it again), and the facts. */
export function writeDeadLetterHeaders(original: MsgHdrs | undefined, facts: DeadLetterFacts): MsgHdrs {
  const written = newHeaders();
  for (const [name, values] of original ?? []) {
    if (name.toLowerCase().startsWith('nats-')) continue;
    for (const value of values) written.append(name, value);
  }
  for (const [field, name] of Object.entries(deadLetterHeaders)) {
    written.set(name, headerText(String(facts[field as keyof DeadLetterFacts])));
  }
  return written;
}

/** The facts of a stored dead letter; undefined when it was not written by {@link writeDeadLetterHeaders}. */
export function readDeadLetterHeaders(headers: MsgHdrs | undefined): DeadLetterFacts | undefined {
  const read = (field: keyof typeof deadLetterHeaders): string =>
    headers?.get(deadLetterHeaders[field]) ?? '';
  const [sequence, deliveries] = [Number(read('sequence')), Number(read('deliveries'))];
  if (read('service') === '' || read('message') === '' || !Number.isInteger(sequence)) return undefined;
  return {
    service: read('service'),
    message: read('message'),
    subject: read('subject'),
    sequence,
    deliveries,
    errorName: read('errorName'),
    error: read('error'),
  };
}
