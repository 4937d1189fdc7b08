import type { ServiceName } from '@kinoline/contracts';
import type { Environment } from '../command/environment.js';
import type { LinePlan } from './plan.js';

/** Where the parts of the line listen, as the services are told. */
export interface LineAddresses {
  readonly nats: { readonly url: string; readonly user?: string; readonly password?: string };
  readonly store: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKey: string;
    readonly secretKey: string;
    readonly bucket: string;
  };
  /** Base URLs of the sandbox, where one runs. */
  readonly sandbox?: {
    readonly url: string;
    readonly replicateBaseUrl: string;
    readonly openaiBaseUrl: string;
    readonly webhookSecret?: string;
  };
  readonly parametersFolder: string;
  /** Ports of the services' pages; known beforehand, since webhooks go there and a restart must keep them. */
  readonly ports: Readonly<Record<ServiceName, number>>;
}

/** Which services may know which secret; a secret that is not named here goes to nobody. */
const secretHolders: Readonly<Record<string, readonly ServiceName[]>> = {
  REPLICATE_API_TOKEN: ['generator'],
  REPLICATE_WEBHOOK_SECRET: ['generator'],
  OPENAI_API_KEY: ['planner'],
  BOT_TOKEN: ['telegram-gateway'],
  TELEGRAM_WEBHOOK_SECRET: ['telegram-gateway'],
};

/** Variables of the person that must not reach the services: they are about this command, or decided per service. */
const withheld =
  /^(npm_|INIT_CWD$|HTTP_PORT$|HTTP_HOST$|NATS_|S3_(?!PUBLIC_)|ENV_FILE$|LINE_DIR$|OTEL_SERVICE_NAME$|_$)/i;
const looksSecret = /(TOKEN|SECRET|PASSWORD|API_KEY|ACCESS_KEY)/i;

/** The person's own settings (log level, budgets, OTEL_*, FFMPEG_PATH …) without secrets. */
function passedOn(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !withheld.test(name) && !looksSecret.test(name)),
  );
}

/**
 * The settings without those of the bot and of where it is called: a gateway that is started with them takes the bot's
 * updates, and they would end with a line that is taken down.
 */
export function withoutChat(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(BOT|TELEGRAM|HTTP)_/.test(name)));
}

function secretsOf(service: ServiceName, env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secretHolders).flatMap(([name, holders]) => {
      const value = env[name];
      return value === undefined || !holders.includes(service) ? [] : [[name, value]];
    }),
  );
}

function common({ nats, store, parametersFolder }: LineAddresses): Record<string, string> {
  return {
    NATS_URL: nats.url,
    ...(nats.user === undefined ? {} : { NATS_USER: nats.user }),
    ...(nats.password === undefined ? {} : { NATS_PASSWORD: nats.password }),
    S3_ENDPOINT: store.endpoint,
    S3_REGION: store.region,
    S3_ACCESS_KEY: store.accessKey,
    S3_SECRET_KEY: store.secretKey,
    S3_BUCKET: store.bucket,
    PARAMETERS_DIR: parametersFolder,
  };
}

function sandboxed(service: ServiceName, plan: LinePlan, { sandbox, ports }: LineAddresses): Environment {
  if (sandbox === undefined) return {};
  if (service === 'planner' && plan.openai === 'sandbox') {
    return { OPENAI_API_KEY: 'sk-sandbox', OPENAI_BASE_URL: sandbox.openaiBaseUrl };
  }
  if (service !== 'generator' || plan.replicate !== 'sandbox') return {};
  return {
    REPLICATE_API_TOKEN: 'r8_sandbox',
    REPLICATE_BASE_URL: sandbox.replicateBaseUrl,
    OUTPUT_ORIGINS: sandbox.url,
    PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${ports.generator}`,
  };
}

/** The whole environment of one service: the person's settings, the line's addresses, its own secrets only. */
export function environmentOf(
  service: ServiceName,
  env: Environment,
  line: { readonly plan: LinePlan; readonly addresses: LineAddresses },
): Environment {
  const { plan, addresses } = line;
  return {
    ...passedOn(env),
    ...common(addresses),
    ...secretsOf(service, env),
    ...sandboxed(service, plan, addresses),
    // The gateway alone is called from outside, by Telegram's webhook.
    HTTP_HOST: (service === 'telegram-gateway' ? env['HTTP_HOST'] : undefined) ?? '127.0.0.1',
    HTTP_PORT: String(addresses.ports[service]),
  };
}
