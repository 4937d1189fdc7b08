export {
  LeaseLostError,
  MessageUnreadableError,
  PermanentError,
  RetryableError,
  ShuttingDownError,
} from './errors.js';
export type { Aside, MessageContext } from './message-context.js';
export type { HandlingFacts, HandlingOutcome, MessagingObserver } from './observer.js';
export { Hears, type HearingMethod } from './nest/hears.decorator.js';
export { type DeadLetterMethod, HearsDeadLetters } from './nest/hears-dead-letters.decorator.js';
export { JetStreamStrategy, type JetStreamStrategyOptions } from './nest/jetstream.strategy.js';
export { MessagingModule, type MessagingOptions } from './nest/messaging.module.js';
export { MessagingReadiness } from './nest/messaging-readiness.js';
export { NATS_CONNECTION } from './nest/nats-connection.js';
export { HandlerMismatchError } from './nest/handler-check.js';
export { NotProvisionedError } from './deliver/find-consumers.js';
export { defaultDeliveryPolicy, type DeliveryPolicy } from './deliver/delivery-policy.js';
export { defaultRetryCurve, type RetryCurve, retryDelayMs } from './deliver/retry-curve.js';
export { MESSAGE_PUBLISHER, type MessagePublisher, type Said } from './say/message-publisher.js';
export { createMessagePublisher, type PublisherOptions } from './say/jetstream-publisher.js';
export { MESSAGE_HISTORY, type MessageHistory, type RecordedMessage } from './history/message-history.js';
export { jobIdOfSubject } from './job-of-subject.js';
export { createMessageHistory } from './history/jetstream-history.js';
export {
  type DeadLetter,
  listDeadLetters,
  replayDeadLetter,
  ReplayError,
} from './dead-letters/dead-letters.js';
export { type HeardDeadLetter, openDeadLetter } from './dead-letters/heard-dead-letter.js';
export type { DeadLetterFacts } from './dead-letters/dead-letter-headers.js';
export { provision, type Provisioned, type ProvisionReport } from './provision/provision.js';
export { type ProvisionAction, ProvisionError } from './provision/ensure.js';
export { defaultProvisionParameters, type ProvisionParameters, stateKeptDays } from './provision/wanted.js';
export type { Difference } from './provision/compare.js';
export { connectToNats, type ConnectOptions, NatsUnreachableError } from './connection/connect.js';
export {
  describeServers,
  type NatsEnvironment,
  natsEnvironment,
  type NatsSettings,
  natsSettingsOf,
  natsSettingsSchema,
} from './connection/nats-settings.js';
export type { Changed, Documents } from './documents/documents.js';
export { KvDocuments } from './documents/kv-documents.js';
