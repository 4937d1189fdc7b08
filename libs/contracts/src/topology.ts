import {
  ChangeRequested,
  ClipGenerated,
  FilmFailed,
  FilmRequested,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobFailed,
  JobHeld,
  JobRejected,
  JobRequested,
  SceneFailed,
  SceneRendered,
  SceneRequested,
  ScenesPlanned,
  StoryboardApproved,
  StoryboardEdited,
  UpdateReceived,
} from './messages/index.js';
import type { KinolineMessage } from './messages/catalogue.js';

/** The services of the line, by the name they use as `source`, consumer prefix and metric label. */
export const serviceNames = ['telegram-gateway', 'planner', 'generator', 'framer', 'stitcher'] as const;
/** See {@link serviceNames}. */
export type ServiceName = (typeof serviceNames)[number];

/** One (service, message) pair: exactly one durable consumer, shared by the service's replicas. */
export interface Hearing {
  readonly message: KinolineMessage;
  /**
   * `slow` work (ffmpeg, a language model, a paid request) is pulled one message at a time, so that nothing waits
   * in a worker's memory while its acknowledgement runs out; `quick` work may be pulled in small batches.
   */
  readonly work: 'slow' | 'quick';
}

const slow = (message: KinolineMessage): Hearing => ({ message, work: 'slow' });
const quick = (message: KinolineMessage): Hearing => ({ message, work: 'quick' });

/** Who hears what. Provisioning makes the consumers of it; a service refuses to start with other handlers. */
export const topology: Readonly<Record<ServiceName, readonly Hearing[]>> = {
  'telegram-gateway': [
    quick(UpdateReceived),
    quick(JobRejected),
    quick(ScenesPlanned),
    quick(SceneRendered),
    quick(SceneFailed),
    quick(JobHeld),
    quick(FilmStitched),
    quick(JobFailed),
    quick(JobCancelled),
  ],
  planner: [
    slow(JobRequested),
    quick(StoryboardApproved),
    quick(StoryboardEdited),
    slow(ChangeRequested),
    quick(SceneRendered),
    quick(SceneFailed),
    quick(FilmStitched),
    quick(FilmFailed),
    quick(JobDelivered),
    quick(JobCancelled),
  ],
  generator: [slow(SceneRequested), quick(JobCancelled)],
  framer: [slow(ClipGenerated)],
  stitcher: [slow(FilmRequested)],
};

/** Name of the durable consumer of a (service, message) pair: `planner-SceneRendered`. */
export function consumerNameOf(service: ServiceName, message: KinolineMessage): string {
  return `${service}-${message.name}`;
}

/** The stream that keeps every message of every job and every chat, for as long as the retention parameter says. */
export const videoStream = { name: 'VIDEO', subjects: ['video.>', 'telegram.>'] } as const;

/** The stream of messages that could not be handled, one subject a (service, message) pair. */
export const deadLetterStream = { name: 'DEAD_LETTERS', subjects: ['dead.>'] } as const;

/**
 * The one consumer of the dead letters, of every service: whoever directs the jobs ends what would wait for ever for a
 * message that was given up.
 */
export const deadLetterConsumer = {
  name: 'planner-DeadLetters',
  service: 'planner',
  filter: 'dead.>',
  work: 'quick',
} as const satisfies { name: string; service: ServiceName; filter: string; work: Hearing['work'] };

/** Where a service lays down a message it could not handle: `dead.planner.SceneRendered`. */
export function deadLetterSubjectOf(service: ServiceName, message: KinolineMessage): string {
  return `dead.${service}.${message.name}`;
}

/** A JetStream key-value bucket: the state of one service, changed by compare-and-set only. */
export interface KeyValueBucket {
  readonly name: string;
  readonly owner: ServiceName;
  /** How long a key is kept after its last change: as long as a message of its job may still come, or for good. */
  readonly kept: 'with-messages' | 'for-good';
}

/** Every key-value bucket of the line; provisioning makes them. */
export const keyValueBuckets = {
  /** planner: one key a job, the director's state. */
  jobs: { name: 'planner_jobs', owner: 'planner', kept: 'with-messages' },
  /** generator: one key a take, the protocol that keeps a take from being paid twice. */
  takes: { name: 'generator_takes', owner: 'generator', kept: 'with-messages' },
  /** generator: one key a budget (job, person and day, day), what is reserved and spent. */
  budgets: { name: 'generator_budgets', owner: 'generator', kept: 'with-messages' },
  /** gateway: one key a chat and person, where their conversation stands. */
  conversations: { name: 'gateway_conversations', owner: 'telegram-gateway', kept: 'with-messages' },
  /** gateway: one key a job, what its chat shows of it. */
  shownJobs: { name: 'gateway_jobs', owner: 'telegram-gateway', kept: 'with-messages' },
  /** gateway: a few keys, the jobs whose chats do not show yet what they should. */
  watchedJobs: { name: 'gateway_watched_jobs', owner: 'telegram-gateway', kept: 'with-messages' },
  /** gateway: one key a person, their choices, films and rights. */
  people: { name: 'gateway_people', owner: 'telegram-gateway', kept: 'for-good' },
  /** gateway: one key for all persons, what is set aside and spent today: limits of one and of all hold together. */
  quotas: { name: 'gateway_quotas', owner: 'telegram-gateway', kept: 'with-messages' },
  /** gateway: one key a model, how long its last takes took. */
  paces: { name: 'gateway_paces', owner: 'telegram-gateway', kept: 'for-good' },
  /** gateway: one key a duty that one replica has at a time. */
  duties: { name: 'gateway_duties', owner: 'telegram-gateway', kept: 'with-messages' },
} as const satisfies Record<string, KeyValueBucket>;
