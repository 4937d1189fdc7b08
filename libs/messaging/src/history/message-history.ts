import type { AnyMessage, DataOf, Envelope, KinolineMessage } from '@kinoline/contracts';

/** A message as it stands in the stream. */
export interface RecordedMessage {
  /** Its number in the stream; messages of one job are ordered by it. */
  readonly sequence: number;
  /** When the server stored it. */
  readonly time: Date;
  readonly message: KinolineMessage;
  readonly envelope: Envelope<KinolineMessage>;
}

/** That a message was said. */
export type Said = Pick<RecordedMessage, 'sequence' | 'time'>;

/** Reads what was said. */
export interface MessageHistory {
  /**
   * The one message with this identity, or undefined when it was never said (or is older than the retention).
   *
   * @param identity the payload's identity fields, for example `{ jobId, scene, take }`
   * @throws MessageUnreadableError when what was stored does not fit the message.
   */
  first<Message extends AnyMessage>(
    message: Message,
    identity: Partial<DataOf<Message>>,
  ): Promise<Envelope<Message> | undefined>;
  /**
   * The identities with which a message was said so far and that agree with the fields given; one question to the
   * server, whatever their number. Read from the subjects alone, so every value is text: `{ jobId, cut: '2' }`.
   */
  identities<Message extends AnyMessage>(
    message: Message,
    known: Partial<DataOf<Message>>,
  ): Promise<readonly Readonly<Record<string, string>>[]>;
  /**
   * The first message with these identity fields from a number of the stream on, or undefined when there is none. Read
   * from its subject alone.
   */
  next<Message extends AnyMessage>(
    message: Message,
    known: Partial<DataOf<Message>>,
    fromSequence: number,
  ): Promise<Said | undefined>;
  /**
   * Every message of a job so far, in the order of the stream. Unreadable ones are left out and logged.
   *
   * @throws RetryableError when the server did not send all that it holds.
   */
  read(jobId: string): Promise<RecordedMessage[]>;
  /**
   * Every message of a job so far and then each new one, in the order of the stream, without a gap between the two;
   * ends when the signal fires or the connection is closed.
   */
  follow(jobId: string, options: { signal: AbortSignal }): AsyncIterable<RecordedMessage>;
}

/** Injection token of the {@link MessageHistory}. */
export const MESSAGE_HISTORY = Symbol('MESSAGE_HISTORY');
