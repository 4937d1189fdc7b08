import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';

/** Which parts of the line the person already has, and which are started for them. */
export interface LinePlan {
  readonly nats: 'given' | 'own';
  readonly store: 'given' | 'own';
  readonly replicate: 'given' | 'sandbox';
  readonly openai: 'given' | 'sandbox';
}

const has = (env: Environment, name: string): boolean => env[name] !== undefined;

function refuseHalfStore(env: Environment): void {
  const missing = ['S3_ACCESS_KEY', 'S3_SECRET_KEY'].filter((name) => !has(env, name));
  if (missing.length === 0) return;
  throw new CommandFailure(
    `S3_ENDPOINT is set, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not: set all three, or none for an embedded store`,
  );
}

/**
 * Decides by the environment what is started: what an address or a token is given for is used, all else is started
 * here.
 *
 * @throws CommandFailure when a store is named without its keys
 */
export function planLine(env: Environment): LinePlan {
  if (has(env, 'S3_ENDPOINT')) refuseHalfStore(env);
  return {
    nats: has(env, 'NATS_URL') ? 'given' : 'own',
    store: has(env, 'S3_ENDPOINT') ? 'given' : 'own',
    replicate: has(env, 'REPLICATE_API_TOKEN') ? 'given' : 'sandbox',
    openai: has(env, 'OPENAI_API_KEY') ? 'given' : 'sandbox',
  };
}

/** Whether any part of the sandbox is needed. */
export function needsSandbox({ replicate, openai }: LinePlan): boolean {
  return replicate === 'sandbox' || openai === 'sandbox';
}

/** Two lines that say who renders and who plans, and whether that costs money. */
export function describeProviders({ replicate, openai }: LinePlan, env: Environment): string[] {
  const address = (name: string, usual: string): string => new URL(env[name] ?? usual).host;
  return [
    replicate === 'sandbox'
      ? 'videos    sandbox, since REPLICATE_API_TOKEN is not set: no money is spent'
      : `videos    Replicate at ${address('REPLICATE_BASE_URL', 'https://api.replicate.com')} with your token: every take is paid`,
    openai === 'sandbox'
      ? 'planning  sandbox, since OPENAI_API_KEY is not set'
      : `planning  OpenAI at ${address('OPENAI_BASE_URL', 'https://api.openai.com')} with your key`,
  ];
}
