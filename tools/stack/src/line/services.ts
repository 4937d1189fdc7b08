import path from 'node:path';
import { type ServiceName, serviceNames } from '@kinoline/contracts';
import { type LogRecord, readLogLine, type SpawnedService, spawnService } from '@kinoline/testing';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { projectRoot } from '../command/root.js';
import type { LogFiles } from './log-files.js';
import type { LinePlan } from './plan.js';
import { environmentOf, type LineAddresses } from './service-environment.js';
import { Supervised } from './supervised.js';
import type { Teardown } from './teardown.js';

/** What the services are started with. */
export interface ServicesOrder {
  readonly env: Environment;
  readonly plan: LinePlan;
  readonly addresses: LineAddresses;
  readonly logs: LogFiles;
  readonly say: (line: string) => void;
  /** Called with the process of a service whenever it was started. */
  readonly onStarted: (service: ServiceName, pid: number) => void;
  /** Called when a service cannot be kept alive. */
  readonly onLost: (service: ServiceName, reason: string) => void;
}

const readyWithinMs = 60_000;
/** Telegram may be away; jobs of the command line are served without it, and the gateway asks on. */
const patientFor = ['telegram'];
const stopWithinMs = 10_000;

/**
 * What a service complained about last, in words: the one line it ends with on standard error (`planner: …`), else the
 * message of its last error or warning, else its last line that is no log line.
 */
export function complaintIn(name: string, lines: readonly string[]): string {
  const lastWord = lines.findLast((line) => line.startsWith(`${name}: `));
  if (lastWord !== undefined) return lastWord.slice(name.length + 2);
  const last = (...levels: readonly string[]): string | undefined =>
    lines.map(readLogLine).findLast(isOf(levels))?.msg;
  const plain = lines.findLast((line) => readLogLine(line) === undefined);
  return last('error', 'fatal') ?? last('warn') ?? plain ?? 'it did not get ready and said nothing about it';
}

function isOf(levels: readonly string[]) {
  return (record: LogRecord | undefined): record is LogRecord & { readonly msg: string } =>
    levels.includes(String(record?.['level'])) && typeof record?.['msg'] === 'string';
}

/** A service that is kept alive. */
export type SupervisedService = Supervised<SpawnedService>;

function supervised(name: ServiceName, order: ServicesOrder): SupervisedService {
  const write = order.logs.writer(name);
  const lastLines: string[] = [];
  const onLine = (line: string): void => {
    write(line);
    lastLines.push(line);
    if (lastLines.length > 50) lastLines.shift();
  };
  const start = async (): Promise<SpawnedService> => {
    lastLines.length = 0;
    try {
      const started = await spawnService({
        name,
        entry: path.join(projectRoot, 'services', name, 'dist/main.js'),
        env: environmentOf(name, order.env, order),
        readyTimeoutMs: readyWithinMs,
        patientFor,
        shieldFromInterrupt: true,
        onLine,
      });
      order.onStarted(name, started.pid);
      return started;
    } catch (cause) {
      throw new CommandFailure(
        `${name} did not start: ${complaintIn(name, lastLines)} (see ${order.logs.pathOf(name)})`,
        { cause },
      );
    }
  };
  return new Supervised({
    name,
    start,
    say: order.say,
    onLost: (reason) => order.onLost(name, reason),
  });
}

/**
 * Starts the five services side by side and waits until all are ready.
 *
 * @throws CommandFailure with what the first that failed complained about
 */
export async function startServices(
  order: ServicesOrder,
  teardown: Teardown,
): Promise<ReadonlyMap<ServiceName, SupervisedService>> {
  const services = new Map(serviceNames.map((name) => [name, supervised(name, order)]));
  teardown.defer(() => Promise.all([...services.values()].map((service) => service.stop(stopWithinMs))));
  await Promise.all([...services.values()].map((service) => service.start()));
  return services;
}
