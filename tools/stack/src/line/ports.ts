import type { ServiceName } from '@kinoline/contracts';
import { serviceNames } from '@kinoline/contracts';
import getPort from 'get-port';

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

const free: Choose = (wished) =>
  getPort({ host: '127.0.0.1', reserve: true, ...(wished === undefined ? {} : { port: wished }) });

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
