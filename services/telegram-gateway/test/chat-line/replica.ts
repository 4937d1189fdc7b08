import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { createLogger, runService, type ServiceDefinition } from '@kinoline/observability';
import { spawnService } from '@kinoline/testing';
import type { DynamicModule, Provider } from '@nestjs/common';
import { CHAT_LIMITS } from '../../src/adapters/telegram-providers.js';
import { type GatewaySettings, readSettings } from '../../src/config.js';
import { DUTY_TIMES } from '../../src/duties/duty-keeper.js';
import { gateway } from '../../src/gateway.js';
import { END_PROCESS } from '../../src/updates/live.service.js';

/** A gateway that runs. */
export interface Replica {
  /** `http://127.0.0.1:<port>` of its health pages and webhook. */
  readonly url: string;
  /** What it logged so far; inside this process also what later ones logged. */
  lines(): readonly string[];
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a crash would; only of a replica in a process of its own. */
  kill(): Promise<void>;
}

/** How a gateway is started. */
export interface ReplicaOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Without Telegram's limits, and with duties that change hands fast: talks of tests then take no time. */
  readonly hasty: boolean;
}

const free = { calls: 10_000, ms: 1 };
const hasty: readonly Provider[] = [
  { provide: CHAT_LIMITS, useValue: { all: free, chat: free, group: free, quiet: free, presses: free } },
  { provide: DUTY_TIMES, useValue: { beatMs: 100, fenceMs: 1_500, patienceMs: 2_000 } },
];

/** Later providers take the place of earlier ones. */
function definition(isHasty: boolean, ended: () => void): ServiceDefinition<GatewaySettings> {
  const others = [...(isHasty ? hasty : []), { provide: END_PROCESS, useValue: ended }];
  return {
    ...gateway,
    module: (settings): DynamicModule => {
      const module = gateway.module(settings) as DynamicModule;
      return { ...module, providers: [...(module.providers ?? []), ...others] };
    },
  };
}

/** Nest has one logger for each process: gateways inside this one share what they log. */
const lines: string[] = [];
const destination = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    lines.push(chunk.toString());
    done();
  },
});

/** Starts a gateway inside this process, from its sources. */
export async function startReplica({ env, hasty: isHasty }: ReplicaOptions): Promise<Replica> {
  const from = lines.length;
  const logger = await createLogger({
    ...{ level: 'debug', format: 'json', service: gateway.name, version: gateway.version, destination },
  });
  const ended = (): void => void lines.push('{"msg":"the process would end here"}');
  const running = await runService(definition(isHasty, ended), readSettings(env), logger);
  return {
    url: running.url,
    lines: () => lines.slice(from),
    stop: () => running.close(),
    kill: () => Promise.reject(new Error('only a gateway in a process of its own can be killed')),
  };
}

/** Starts a gateway in a process of its own, as it was built; it keeps Telegram's limits. */
export async function spawnReplica({ env }: ReplicaOptions): Promise<Replica> {
  const entry = resolve(import.meta.dirname, '../../dist/main.js');
  const service = await spawnService({ name: 'telegram-gateway', entry, env: { ...env } });
  return {
    url: service.url,
    lines: () => service.lines(),
    stop: async () => {
      await service.stop();
    },
    kill: async () => {
      await service.kill();
    },
  };
}
