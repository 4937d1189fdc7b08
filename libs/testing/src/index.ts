export { type Door, doorTo } from './door.js';
export { freePort } from './free-port.js';
export { awayFromMidnight } from './midnight.js';
export { temporaryFolder, type TemporaryFolder } from './temporary-folder.js';
export { uniqueName } from './unique-name.js';
export { waitFor, type WaitOptions } from './wait-for.js';
export { basicEnvironment } from './process/basic-environment.js';
export { type Child, type ChildCommand, type ChildExit, startChild } from './process/child.js';
export { LineLog } from './process/line-log.js';
export { untilReady } from './process/ready.js';
export type { NatsServerSource } from './nats-server/candidates.js';
export {
  locateNatsServer,
  type LocateOptions,
  type NatsServerBinary,
  NatsServerNotFoundError,
  natsServerVersion,
} from './nats-server/locate.js';
export { type NatsServer, type NatsServerOptions, startNatsServer } from './nats-server/start.js';
export type {
  ObjectStore,
  ObjectStoreAddress,
  ObjectStoreEngine,
  ObjectStoreOptions,
} from './object-store/engine.js';
export { objectStoreEngines, startObjectStore } from './object-store/start.js';
export { type OtlpCollector, startOtlpCollector } from './otlp-collector/collector.js';
export { type SpanNode, spanTree, type SpanTree } from './otlp-collector/span-tree.js';
export type { AttributeValue, CollectedSpan, SpanKindName } from './otlp-collector/spans.js';
export { listeningUrl, type LogRecord, readLogLine, readLogLines } from './service/log-lines.js';
export { type ServiceOptions, spawnService, type SpawnedService } from './service/spawn.js';
