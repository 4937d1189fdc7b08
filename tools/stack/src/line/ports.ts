import { randomInt } from 'node:crypto';
import type { ServiceName } from '@kinoline/contracts';
import { serviceNames } from '@kinoline/contracts';
import getPort, { portNumbers } from 'get-port';
import { z } from 'zod';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';

/** Where the parts of a line listen on this machine. */
export interface LinePorts {
  readonly nats: number;
  readonly store: number;
  readonly sandbox: number;
  readonly services: Readonly<Record<ServiceName, number>>;
}

/** The ports a line that stays up likes to have. */
export const wellKnownPorts: LinePorts = {
  nats: 4222,
  store: 9000,
  sandbox: 8080,
  services: { 'telegram-gateway': 3001, planner: 3002, generator: 3003, framer: 3004, stitcher: 3005 },
};

type Choose = (wished?: number) => Promise<number>;

/**
 * Where any port is looked for. Linux (from 32768 on) and macOS (from 49152 on) give higher ones to every connection,
 * so one of them may be gone again before its part of the line listens there.
 */
const anyPort = { from: 20_000, to: 29_999 };

const free: Choose = (wished) => {
  const { from, to } = anyPort;
  // Two lines that start at once do not try the same ports.
  const others = portNumbers(randomInt(from, to), to);
  const port = wished === undefined ? others : [wished, ...others];
  return getPort({ host: '127.0.0.1', reserve: true, port });
};

const portSchema = z.coerce.number().int().min(0).max(65_535);

/**
 * The port that the settings ask for: the gateway's, since it alone is called from outside, by Telegram's webhook.
 * HTTP_PORT=0 asks for none.
 *
 * @throws CommandFailure when it is none, or taken
 */
async function askedPort(env: Environment, choose: Choose): Promise<number | undefined> {
  const asked = env['HTTP_PORT'];
  if (asked === undefined) return undefined;
  const port = portSchema.safeParse(asked).data;
  if (port === undefined) throw new CommandFailure('HTTP_PORT: must be a port, 0 to 65535');
  if (port === 0 || (await choose(port)) === port) return port === 0 ? undefined : port;
  throw new CommandFailure(
    `HTTP_PORT: port ${port} is taken by another program (or may not be used): free it or set another one`,
  );
}

/**
 * The ports of a line that stays up: the well-known ones, and for the gateway the one that was asked for.
 *
 * @throws CommandFailure when that cannot be had
 */
export async function choosePortsToKeep(env: Environment, choose: Choose = free): Promise<LinePorts> {
  const asked = await askedPort(env, choose);
  const ports = await choosePorts(wellKnownPorts, choose);
  return asked === undefined
    ? ports
    : { ...ports, services: { ...ports.services, 'telegram-gateway': asked } };
}

/** The wished ports where they are free, other free ones else; without a wish, any free ones. */
export async function choosePorts(wished?: LinePorts, choose: Choose = free): Promise<LinePorts> {
  const [nats, store, sandbox] = [
    await choose(wished?.nats),
    await choose(wished?.store),
    await choose(wished?.sandbox),
  ];
  const services: Partial<Record<ServiceName, number>> = {};
  for (const name of serviceNames) services[name] = await choose(wished?.services[name]);
  return { nats, store, sandbox, services: services as Record<ServiceName, number> };
}
