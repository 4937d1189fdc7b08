import type { Environment } from '../command/environment.js';
import type { Line } from '../line/line.js';
import { describeProviders } from '../line/plan.js';

const tokens = `tokens    put them into .env (see .env.example) and start again:
          REPLICATE_API_TOKEN  https://replicate.com/account/api-tokens
          OPENAI_API_KEY       https://platform.openai.com/api-keys
          BOT_TOKEN            write to @BotFather in Telegram: /newbot`;

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
    `chat      ${plan.telegram === 'given' ? 'BOT_TOKEN is set' : 'BOT_TOKEN is not set: the gateway serves jobs of the command line only'}`,
    `logs      ${logs.folder}`,
    ...(plan.replicate === 'given' && plan.openai === 'given' && plan.telegram === 'given' ? [] : [tokens]),
    'The line is up. Ctrl-C takes it down; npm run job -- <id> shows a job.',
  ].join('\n');
}
