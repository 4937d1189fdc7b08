import { z } from 'zod';

/** How to reach NATS. */
export interface NatsSettings {
  /** Addresses of the servers, at least one: `nats://host:port`. */
  readonly servers: readonly string[];
  readonly user?: string;
  readonly password?: string;
}

const serverUrl = z
  .string()
  .trim()
  .regex(/^(nats|tls):\/\/[^\s/@:]+(:\d{1,5})?\/?$|^(nats|tls):\/\/\[[0-9a-f:]+\](:\d{1,5})?\/?$/i, {
    error: 'expected nats://host:port without user and password (those go into NATS_USER and NATS_PASSWORD)',
  });

/** The environment variables of {@link NatsSettings}, to be spread into a service's settings schema. */
export const natsEnvironment = {
  /** Comma-separated addresses. */
  NATS_URL: z
    .string()
    .default('nats://127.0.0.1:4222')
    .transform((text) => text.split(','))
    .pipe(z.array(serverUrl).min(1)),
  NATS_USER: z.string().min(1).optional(),
  NATS_PASSWORD: z.string().min(1).optional(),
};

/** The parsed variables of {@link natsEnvironment}. */
export interface NatsEnvironment {
  readonly NATS_URL: readonly string[];
  readonly NATS_USER?: string | undefined;
  readonly NATS_PASSWORD?: string | undefined;
}

/** {@link NatsSettings} of the parsed environment. */
export function natsSettingsOf(env: NatsEnvironment): NatsSettings {
  return {
    servers: env.NATS_URL,
    ...(env.NATS_USER === undefined ? {} : { user: env.NATS_USER }),
    ...(env.NATS_PASSWORD === undefined ? {} : { password: env.NATS_PASSWORD }),
  };
}

/** `NatsSettings` straight from an environment, for commands: reads NATS_URL, NATS_USER and NATS_PASSWORD. */
export const natsSettingsSchema = z.object(natsEnvironment).transform(natsSettingsOf);

/** Hosts and ports of the servers for a log line; never a user or a password. */
export function describeServers({ servers }: NatsSettings): string {
  return servers.map((server) => server.replace(/^[a-z]+:\/\//i, '').replace(/^.*@/, '')).join(', ');
}
