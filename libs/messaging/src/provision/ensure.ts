import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { describeError } from '../errors.js';
import { describeDifference, type Difference, differencesOf } from './compare.js';

/** What had to be done with a stream, consumer or bucket. */
export type ProvisionAction = 'created' | 'updated' | 'unchanged';

/** The server does not keep what it was asked for; the text names every stream or consumer, field and value. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError';
  readonly differences: readonly Difference[];

  constructor(message: string, differences: readonly Difference[], cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.differences = differences;
  }
}

/** How to read, make and change one kind of thing on the server. */
export interface Provisionable {
  /** `stream VIDEO` */
  readonly where: string;
  readonly asked: object;
  /** What the server keeps, or undefined when it is not there. */
  read(): Promise<object | undefined>;
  create(): Promise<unknown>;
  update(): Promise<unknown>;
}

/**
 * Makes it so, whatever is there: creates what is missing, updates what differs, then reads back and compares.
 * An old server silently drops what it does not know, a new one refuses it: both become an error here.
 *
 * @throws ProvisionError that names the difference.
 */
export async function ensure(thing: Provisionable): Promise<ProvisionAction> {
  const before = await thing.read();
  const action = actionFor(thing, before);
  if (action === 'unchanged') return action;
  try {
    await (action === 'created' ? thing.create() : thing.update());
  } catch (error) {
    if (error instanceof JetStreamApiError) throw refused(thing, before, error);
    throw error;
  }
  const left = differencesOf(thing.where, thing.asked, (await thing.read()) ?? {});
  if (left.length > 0) {
    throw new ProvisionError(
      `The server keeps other settings. ${left.map(describeDifference).join('. ')}`,
      left,
    );
  }
  return action;
}

function actionFor({ where, asked }: Provisionable, before: object | undefined): ProvisionAction {
  if (before === undefined) return 'created';
  return differencesOf(where, asked, before).length > 0 ? 'updated' : 'unchanged';
}

function refused(thing: Provisionable, before: object | undefined, error: Error): ProvisionError {
  const differences = before === undefined ? [] : differencesOf(thing.where, thing.asked, before);
  const text = describeError(error).text;
  if (differences.length === 0) {
    return new ProvisionError(`The server refuses ${thing.where}: ${text}`, differences, error);
  }
  const list = differences.map(describeDifference).join('. ');
  return new ProvisionError(
    `The server refuses to change ${thing.where} (${text}). ${list}. Remove it, or ask for what is there.`,
    differences,
    error,
  );
}

/** Turns "there is no such stream or consumer" into undefined. */
export async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const missing: number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];
    if (error instanceof JetStreamApiError && missing.includes(error.code)) return undefined;
    throw error;
  }
}
