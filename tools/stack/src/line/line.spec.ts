import { describe, expect, it } from '@jest/globals';
import { decideRestart } from './restart-policy.js';
import { diskProblem } from './disk.js';
import { describeProviders, needsSandbox, planLine } from './plan.js';
import { environmentOf, type LineAddresses, withoutChat } from './service-environment.js';

const addresses: LineAddresses = {
  nats: { url: 'nats://127.0.0.1:4222' },
  store: {
    endpoint: 'http://127.0.0.1:9000',
    region: 'us-east-1',
    accessKey: 'a',
    secretKey: 's',
    bucket: 'kinoline',
  },
  sandbox: {
    url: 'http://127.0.0.1:8080',
    replicateBaseUrl: 'http://127.0.0.1:8080/replicate',
    openaiBaseUrl: 'http://127.0.0.1:8080/openai/v1',
  },
  parametersFolder: '/parameters',
  ports: { 'telegram-gateway': 4701, planner: 4702, generator: 4703, framer: 4704, stitcher: 4705 },
};

describe('planLine', () => {
  it('starts everything when nothing is given', () => {
    const plan = planLine({});
    expect(plan).toEqual({
      nats: 'own',
      store: 'own',
      replicate: 'sandbox',
      openai: 'sandbox',
    });
    expect(needsSandbox(plan)).toBe(true);
    expect(describeProviders(plan, {})[0]).toContain('no money is spent');
  });

  it('uses what is given, and tells that takes are paid', () => {
    const env = {
      NATS_URL: 'nats://elsewhere',
      S3_ENDPOINT: 'http://store',
      S3_ACCESS_KEY: 'a',
      S3_SECRET_KEY: 's',
      REPLICATE_API_TOKEN: 'r8_x',
      OPENAI_API_KEY: 'sk',
    };
    const plan = planLine(env);
    expect(plan).toMatchObject({ nats: 'given', store: 'given', replicate: 'given', openai: 'given' });
    expect(needsSandbox(plan)).toBe(false);
    expect(describeProviders(plan, env).join()).toContain('every take is paid');
  });

  it('uses the sandbox for one provider alone', () => {
    const plan = planLine({ OPENAI_API_KEY: 'sk' });
    expect(plan).toMatchObject({ replicate: 'sandbox', openai: 'given' });
    expect(needsSandbox(plan)).toBe(true);
  });

  it('refuses a store without keys', () => {
    expect(() => planLine({ S3_ENDPOINT: 'http://store', S3_ACCESS_KEY: 'a' })).toThrow(
      /S3_SECRET_KEY is not/,
    );
  });
});

describe('environmentOf', () => {
  const env = {
    LOG_LEVEL: 'debug',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://o',
    npm_config_x: '1',
    HTTP_PORT: '80',
  };

  it('passes the person’s settings on, with the line’s addresses', () => {
    const framer = environmentOf('framer', env, { plan: planLine({}), addresses });
    expect(framer).toMatchObject({
      LOG_LEVEL: 'debug',
      NATS_URL: 'nats://127.0.0.1:4222',
      HTTP_PORT: '4704',
    });
    expect(framer).not.toHaveProperty('npm_config_x');
  });

  it('has the gateway alone listen where the settings say', () => {
    const host = (service: Parameters<typeof environmentOf>[0]): string | undefined =>
      environmentOf(service, { HTTP_HOST: '0.0.0.0' }, { plan: planLine({}), addresses })['HTTP_HOST'];
    expect([host('telegram-gateway'), host('generator')]).toEqual(['0.0.0.0', '127.0.0.1']);
  });

  it('tells gateway and generator of the same budgets', () => {
    for (const service of ['generator', 'telegram-gateway'] as const) {
      const told = environmentOf(service, { BUDGET_DAY_USD: '9' }, { plan: planLine({}), addresses });
      expect(told).toMatchObject({ BUDGET_DAY_USD: '9' });
    }
  });

  it('gives each secret to its one holder and unknown ones to nobody', () => {
    const secrets = {
      REPLICATE_API_TOKEN: 'r8_x',
      OPENAI_API_KEY: 'sk',
      BOT_TOKEN: 'b',
      TELEGRAM_WEBHOOK_SECRET: 't',
      GITHUB_TOKEN: 'g',
    };
    const plan = planLine(secrets);
    const given = (service: Parameters<typeof environmentOf>[0]): string[] => {
      const all = environmentOf(service, secrets, { plan, addresses });
      return Object.keys(secrets).filter((name) => name in all);
    };
    expect(given('generator')).toEqual(['REPLICATE_API_TOKEN']);
    expect(given('planner')).toEqual(['OPENAI_API_KEY']);
    expect(given('telegram-gateway')).toEqual(['BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET']);
    expect(given('stitcher')).toEqual([]);
  });

  it('knows no bot on a line that serves no chat, and everything else all the same', () => {
    const mixed = {
      ...env,
      BOT_TOKEN: 'b',
      BOT_ACCESS: 'open',
      HTTP_HOST: '0.0.0.0',
      TELEGRAM_WEBHOOK_URL: 'https://x',
      BUDGET_JOB_USD: '2',
    };
    const others = Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'HTTP_PORT'));
    expect(withoutChat(mixed)).toEqual({ ...others, BUDGET_JOB_USD: '2' });
  });

  it('points generator and planner at the sandbox where tokens are missing', () => {
    const line = { plan: planLine({}), addresses: addresses };
    expect(environmentOf('generator', {}, line)).toMatchObject({
      REPLICATE_BASE_URL: 'http://127.0.0.1:8080/replicate',
      OUTPUT_ORIGINS: 'http://127.0.0.1:8080',
      PUBLIC_WEBHOOK_URL: 'http://127.0.0.1:4703',
    });
    expect(environmentOf('planner', {}, line)).toMatchObject({
      OPENAI_BASE_URL: 'http://127.0.0.1:8080/openai/v1',
    });
    expect(environmentOf('planner', {}, line)).not.toHaveProperty('REPLICATE_API_TOKEN');
  });
});

describe('decideRestart', () => {
  it('restarts at once, then slower, and gives up on one that cannot live', () => {
    const policy = { restarts: 3, withinMs: 1000 };
    expect(decideRestart([0], policy)).toEqual({ restart: true, delayMs: 0 });
    expect(decideRestart([0, 10, 20], policy)).toEqual({ restart: true, delayMs: 500 });
    expect(decideRestart([0, 10, 20, 30], policy)).toEqual({ restart: false });
    expect(decideRestart([0, 10, 20, 5000], policy)).toEqual({ restart: true, delayMs: 0 });
  });
});

describe('diskProblem', () => {
  it('says what to do when there is too little room', () => {
    const need = { folder: '/films', bytes: 300 * 1024 ** 2, what: 'the film' };
    expect(diskProblem(400 * 1024 ** 2, need)).toBeUndefined();
    expect(diskProblem(100 * 1024 ** 2, need)).toBe(
      'the disk is nearly full: the film needs 300 MiB in /films, 100 MiB are free: make room there first',
    );
  });
});
