import type { Environment } from '../command/environment.js';
import type { Line } from '../line/line.js';
import { describeProviders } from '../line/plan.js';

/** Where each token comes from that the line can do without. */
const sources = {
  REPLICATE_API_TOKEN: 'https://replicate.com/account/api-tokens',
  OPENAI_API_KEY: 'https://platform.openai.com/api-keys',
  BOT_TOKEN: 'write to @BotFather in Telegram: /newbot',
};

function missingTokens(env: Environment): string[] {
  const missing = Object.entries(sources).filter(([name]) => env[name] === undefined);
  if (missing.length === 0) return [];
  return [
    'tokens    put them into .env (see .env.example) and start again:',
    ...missing.map(([name, source]) => `          ${name.padEnd(21)}${source}`),
  ];
}

function chatLine(env: Environment, services: Line['services']): string {
  if (env['BOT_TOKEN'] === undefined) {
    return 'chat      BOT_TOKEN is not set: the gateway serves jobs of the command line only';
  }
  if (services.get('telegram-gateway')?.process?.waitsFor.includes('telegram')) {
    return 'chat      Telegram cannot be reached yet: the gateway asks again until it can, and the bot is up from then on';
  }
  const named = ['BOT_OWNER_IDS', 'BOT_ALLOWED_IDS'].some((name) => env[name] !== undefined);
  return named || env['BOT_ACCESS'] === 'open'
    ? 'chat      the bot is up: write to it in Telegram'
    : 'chat      the bot is up, and nobody may use it yet: write to it, it tells you your id; put that into BOT_OWNER_IDS and start again';
}

/** Everything a person may want to open while the line is up. */
export function lineText(
  line: Pick<Line, 'nats' | 'storeServer' | 'plan' | 'services' | 'sandbox' | 'logs'>,
  env: Environment,
): string {
  const { nats, storeServer, sandbox, services, logs, plan } = line;
  const pages = [...services.values()].flatMap(({ name, process: running }) =>
    running === undefined
      ? []
      : [`          ${name.padEnd(18)}${running.url}/health/ready  ${running.url}/metrics`],
  );
  return [
    `messages  ${nats.description}${nats.monitorUrl === undefined ? '' : `, monitoring ${nats.monitorUrl}`}`,
    `media     ${storeServer.description}, bucket ${storeServer.settings.bucket}`,
    ...describeProviders(plan, env),
    ...(sandbox === undefined ? [] : [`sandbox   ${sandbox.url}, ledger ${sandbox.url}/_sandbox/ledger`]),
    'services',
    ...pages,
    chatLine(env, services),
    `logs      ${logs.folder}`,
    ...missingTokens(env),
    'The line is up. Ctrl-C takes it down; npm run job -- <id> shows a job.',
  ].join('\n');
}
