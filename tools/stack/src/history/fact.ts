import type { DataOf, Envelope, KinolineMessage } from '@kinoline/contracts';
import type { RecordedMessage } from '@kinoline/messaging';

type Named<Name extends KinolineMessage['name']> = Extract<KinolineMessage, { name: Name }>;

/** One message of a job's history, told apart by `name`, with its payload as that message's. */
export type Fact = {
  [Name in KinolineMessage['name']]: {
    readonly name: Name;
    /** When it was said, by the server's clock. */
    readonly at: Date;
    /** Which service said it. */
    readonly source: string;
    readonly data: DataOf<Named<Name>>;
  };
}[KinolineMessage['name']];

/** A fact of one name. */
export type FactOf<Name extends KinolineMessage['name']> = Extract<Fact, { name: Name }>;

/** Reads a message of the stream as a fact; it was checked against its schema when it was read. */
export function factOf({ message, envelope, time }: RecordedMessage): Fact {
  const { source, data }: Envelope = envelope;
  return { name: message.name, at: time, source, data } as Fact;
}

/** The first fact of a name, if it was said. */
export function first<Name extends KinolineMessage['name']>(
  facts: readonly Fact[],
  name: Name,
): FactOf<Name> | undefined {
  return facts.find((fact): fact is FactOf<Name> => fact.name === name);
}

/** Every fact of a name, in the order said. */
export function all<Name extends KinolineMessage['name']>(
  facts: readonly Fact[],
  name: Name,
): FactOf<Name>[] {
  return facts.filter((fact): fact is FactOf<Name> => fact.name === name);
}

/** The last fact of a name: the newest revision, the newest cut. */
export function last<Name extends KinolineMessage['name']>(
  facts: readonly Fact[],
  name: Name,
): FactOf<Name> | undefined {
  return all(facts, name).at(-1);
}

/** How a job ended. */
export type JobEnd = FactOf<'JobDelivered' | 'JobFailed' | 'JobRejected' | 'JobCancelled'>;

/** The fact that ended the job, if one did. A job that was called off after its end stays as it ended. */
export function endOf(facts: readonly Fact[]): JobEnd | undefined {
  return facts.find(isEnd);
}

/** Whether nothing but clearing up follows this fact. */
export function isEnd(fact: Fact): fact is JobEnd {
  return ['JobDelivered', 'JobFailed', 'JobRejected', 'JobCancelled'].includes(fact.name);
}
