import {
  consumerNameOf,
  deadLetterConsumer,
  deadLetterStream,
  type ServiceName,
  topology,
  videoStream,
} from '@kinoline/contracts';

/** A durable consumer by stream and name. */
export interface Durable {
  readonly stream: string;
  readonly consumer: string;
}

/** Every durable consumer of a service: one for each message it hears and, for one service, that of the dead letters. */
export function durablesOf(service: ServiceName): Durable[] {
  const messages = topology[service].map(({ message }) => ({
    stream: videoStream.name,
    consumer: consumerNameOf(service, message),
  }));
  return hearsDeadLetters(service)
    ? [...messages, { stream: deadLetterStream.name, consumer: deadLetterConsumer.name }]
    : messages;
}

/** Whether the topology has this service hear the dead letters. */
export function hearsDeadLetters(service: ServiceName): boolean {
  return service === deadLetterConsumer.service;
}
