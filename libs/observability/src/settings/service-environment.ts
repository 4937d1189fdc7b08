import { z } from 'zod';
import { wholeNumber } from './pieces.js';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How much is logged. */
export type LogLevel = (typeof logLevels)[number];

/** What every service is told: where its health pages listen, and how it logs. */
export interface ServiceSettings {
  readonly http: {
    readonly host: string;
    /** 0 takes a free port. */
    readonly port: number;
  };
  readonly log: LogSettings;
}

/** How a service logs. */
export interface LogSettings {
  readonly level: LogLevel;
  /** `pretty` works on a terminal only; elsewhere lines are JSON all the same. */
  readonly format: 'json' | 'pretty';
}

/** The environment variables of {@link ServiceSettings}, to be spread into a service's schema. */
export const serviceEnvironment = {
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: wholeNumber(0, 65_535).default(0),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'must be json or pretty').default('json'),
};

/** {@link ServiceSettings} of the parsed variables. */
export function serviceSettingsOf(read: z.output<z.ZodObject<typeof serviceEnvironment>>): ServiceSettings {
  return {
    http: { host: read.HTTP_HOST, port: read.HTTP_PORT },
    log: { level: read.LOG_LEVEL, format: read.LOG_FORMAT },
  };
}
