import {
  type AnyMessage,
  type DataOf,
  type Envelope,
  historyFilters,
  identityOfSubject,
  messageOfSubject,
  subjectOf,
  videoStream,
} from '@kinoline/contracts';
import {
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type NextMsgRequest,
  type SeqMsgRequest,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { readMessage } from '../deliver/read-message.js';
import { describeError } from '../errors.js';
import { jobIdOfSubject } from '../job-of-subject.js';
import type { MessageHistory, RecordedMessage, Said } from './message-history.js';
import { readSubjects, type StoredMessage } from './read-subjects.js';

/** The history on a JetStream connection; for commands that run without Nest. */
export function createMessageHistory(connection: NatsConnection): MessageHistory {
  return new JetStreamHistory(connection);
}

/** Every message of every job: on one consumer the order of the stream is kept, and servers before 2.10 filter by one subject only. */
const everyMessage = 'video.*.*.>';

/**
 * The consumer lives in the server's memory: after a server's death it must be made anew. By the client's own defaults
 * that is noticed after half a minute; a missed heartbeat of one second is noticed in two.
 */
const liveness = { idle_heartbeat: 1_000, expires: 10_000 };

class JetStreamHistory implements MessageHistory {
  readonly #connection: NatsConnection;
  readonly #logger = new Logger('Messaging');

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  async first<Message extends AnyMessage>(
    message: Message,
    identity: Partial<DataOf<Message>>,
  ): Promise<Envelope<Message> | undefined> {
    const subject = subjectOf(message, identity as DataOf<Message>);
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const stored = await manager.streams.getMessage(videoStream.name, { last_by_subj: subject });
    return stored === null ? undefined : readMessage(message, stored);
  }

  async identities<Message extends AnyMessage>(
    message: Message,
    known: Partial<DataOf<Message>>,
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const filter = subjectsWith(message, known);
    const { state } = await manager.streams.info(videoStream.name, { subjects_filter: filter });
    return Object.keys(state.subjects ?? {}).map((subject) => identityOfSubject(message, subject));
  }

  async next<Message extends AnyMessage>(
    message: Message,
    known: Partial<DataOf<Message>>,
    fromSequence: number,
  ): Promise<Said | undefined> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const query: NextMsgRequest & SeqMsgRequest = {
      seq: fromSequence,
      next_by_subj: subjectsWith(message, known),
    };
    const stored = await manager.streams.getMessage(videoStream.name, query);
    return stored === null ? undefined : { sequence: stored.seq, time: stored.time };
  }

  async read(jobId: string): Promise<RecordedMessage[]> {
    return (await this.#snapshot(jobId)).messages;
  }

  async *follow(jobId: string, { signal }: { signal: AbortSignal }): AsyncIterable<RecordedMessage> {
    const past = await this.#snapshot(jobId);
    yield* past.messages;
    const consumer = await jetstream(this.#connection).consumers.get(videoStream.name, {
      filter_subjects: everyMessage,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: past.upTo + 1,
    });
    const live = await consumer.consume(liveness);
    const end = (): void => live.stop();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      for await (const stored of live) {
        const recorded = jobIdOfSubject(stored.subject) === jobId ? this.#record(stored) : undefined;
        if (recorded !== undefined) yield recorded;
      }
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }

  /**
   * A job's messages up to one number of the stream. Its two filters are read one by one: what is said meanwhile may be
   * in one reading and not in the other, so both are cut off where the stream ended before the first of them.
   */
  async #snapshot(jobId: string): Promise<{ messages: RecordedMessage[]; upTo: number }> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const upTo = (await manager.streams.info(videoStream.name)).state.last_seq;
    const parts = await Promise.all(
      historyFilters(jobId).map((filter) => readSubjects(this.#connection, videoStream.name, filter)),
    );
    const stored = parts
      .flat()
      .filter(({ seq }) => seq <= upTo)
      .sort((a, b) => a.seq - b.seq);
    return { messages: stored.flatMap((one) => this.#record(one) ?? []), upTo };
  }

  #record(stored: StoredMessage): RecordedMessage | undefined {
    const message = messageOfSubject(stored.subject);
    if (message === undefined) return undefined;
    try {
      return { sequence: stored.seq, time: stored.time, message, envelope: readMessage(message, stored) };
    } catch (error) {
      this.#logger.warn(`${stored.subject} (${stored.seq}) is left out: ${describeError(error).text}`);
      return undefined;
    }
  }
}

/** The filter that matches a message's subjects with these identity fields, whatever the others are. */
function subjectsWith<Message extends AnyMessage>(message: Message, known: Partial<DataOf<Message>>): string {
  const tokens = message.identity.map((field) => {
    if (!(field in known)) return '*';
    return subjectOf({ ...message, identity: [field] }, known as DataOf<Message>).slice(
      message.type.length + 1,
    );
  });
  return [message.type, ...tokens].join('.');
}
