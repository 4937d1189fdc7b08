import type { DataOf, Envelope, KinolineMessage } from '@kinoline/contracts';
import type { RecordedMessage } from '@kinoline/messaging';

/** Messages that speak of a job; what happens in a chat is no job's. */
type JobMessage = Exclude<KinolineMessage, { name: 'UpdateReceived' }>;

type Named<Name extends JobMessage['name']> = Extract<JobMessage, { name: Name }>;

/** One message of a job's history, told apart by `name`, with its payload as that message's. */
export type Fact = {
  [Name in JobMessage['name']]: {
    readonly name: Name;
    /** When it was said, by the server's clock. */
    readonly at: Date;
    /** Which service said it. */
    readonly source: string;
    readonly data: DataOf<Named<Name>>;
  };
}[JobMessage['name']];

/** A fact of one name. */
export type FactOf<Name extends JobMessage['name']> = Extract<Fact, { name: Name }>;

/** Reads a message of a job's history as a fact; it was checked against its schema when it was read. */
export function factOf({ message, envelope, time }: RecordedMessage): Fact {
  const { source, data }: Envelope = envelope;
  return { name: message.name, at: time, source, data } as Fact;
}

/** The first fact of a name, if it was said. */
export function first<Name extends JobMessage['name']>(
  facts: readonly Fact[],
  name: Name,
): FactOf<Name> | undefined {
  return facts.find((fact): fact is FactOf<Name> => fact.name === name);
}

/** Every fact of a name, in the order said. */
export function all<Name extends JobMessage['name']>(facts: readonly Fact[], name: Name): FactOf<Name>[] {
  return facts.filter((fact): fact is FactOf<Name> => fact.name === name);
}

/** The last fact of a name: the newest revision, the newest cut. */
export function last<Name extends JobMessage['name']>(
  facts: readonly Fact[],
  name: Name,
): FactOf<Name> | undefined {
  return all(facts, name).at(-1);
}

/** How a job ended; it may go on afterwards, in another cut. */
export type JobEnd = FactOf<'JobDelivered' | 'JobFailed' | 'JobRejected' | 'JobCancelled'>;

/** Whether nothing but clearing up follows this fact in its cut. */
export function isEnd(fact: Fact): fact is JobEnd {
  return ['JobDelivered', 'JobFailed', 'JobRejected', 'JobCancelled'].includes(fact.name);
}
