import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { connect, errors, type NatsConnection } from '@nats-io/transport-node';
import { describeError } from '../errors.js';
import { sparingly } from '../sparingly.js';
import { describeServers, type NatsSettings } from './nats-settings.js';

/** How {@link connectToNats} behaves while no server answers. */
export interface ConnectOptions {
  /** Shown on the server's monitoring page, for example the service's name. */
  readonly name?: string;
  /** Throw after this many milliseconds; without it, it never gives up. */
  readonly giveUpAfterMs?: number;
  /** Told while it keeps trying: once at the first failure, then every 10 s. */
  readonly onWaiting?: (line: string) => void;
}

/** NATS could not be reached, or refused. One line that says what to do. */
export class NatsUnreachableError extends Error {
  override readonly name = 'NatsUnreachableError';
}

const retryEveryMs = 500;
const sayEveryMs = 10_000;
const handshakeMs = 5_000;
const logger = new Logger('Nats');

/**
 * Connects, and keeps trying until a server answers. The connection then never gives up reconnecting; it notices a
 * frozen server within 6 s (two unanswered pings, 2 s apart).
 *
 * @throws NatsUnreachableError after `giveUpAfterMs`; at once when there is such a limit and the server refuses the user.
 */
export async function connectToNats(
  settings: NatsSettings,
  options: ConnectOptions = {},
): Promise<NatsConnection> {
  const where = describeServers(settings);
  const started = performance.now();
  const say = sparingly(options.onWaiting ?? ((line) => logger.warn(line)), sayEveryMs);
  for (;;) {
    try {
      return await connectOnce(settings, options.name);
    } catch (error) {
      giveUpIfOver(error, where, started, options.giveUpAfterMs);
      say(`NATS at ${where} cannot be used yet (${reasonOf(error)}); trying on. Is NATS_URL right?`);
    }
    await pause(retryEveryMs);
  }
}

function connectOnce(settings: NatsSettings, name: string | undefined): Promise<NatsConnection> {
  return connect({
    servers: [...settings.servers],
    ...(settings.user === undefined ? {} : { user: settings.user }),
    ...(settings.password === undefined ? {} : { pass: settings.password }),
    ...(settings.servers.some((server) => server.startsWith('tls:')) ? { tls: {} } : {}),
    ...(name === undefined ? {} : { name }),
    timeout: handshakeMs,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    pingInterval: 2_000,
    maxPingOut: 2,
    // A stack trace for every request is paid on the hot path and read by nobody.
    noAsyncTraces: true,
  });
}

function giveUpIfOver(error: unknown, where: string, started: number, limitMs: number | undefined): void {
  if (limitMs === undefined) return;
  if (isRefusal(error)) {
    throw new NatsUnreachableError(`NATS at ${where} refuses the user: check NATS_USER and NATS_PASSWORD`, {
      cause: error,
    });
  }
  if (performance.now() - started + retryEveryMs < limitMs) return;
  throw new NatsUnreachableError(
    `NATS at ${where} was not reachable within ${Math.ceil(limitMs / 1000)} s (${reasonOf(error)}): start it or set NATS_URL`,
    { cause: error },
  );
}

function isRefusal(error: unknown): boolean {
  return error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError;
}

function reasonOf(error: unknown): string {
  return isRefusal(error)
    ? 'it refuses NATS_USER or NATS_PASSWORD'
    : describeError(error).text.replaceAll(/\s+/g, ' ');
}
