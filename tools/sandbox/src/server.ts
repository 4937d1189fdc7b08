import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { openBehaviourBook } from './behaviour.js';
import type { BehaviourRule } from './behaviour.js';
import { openStudio } from './clips/studio.js';
import type { SandboxContext } from './context.js';
import { controlHttp } from './control/http.js';
import { telegramControl } from './control/telegram/control.js';
import type { TelegramControl } from './control/telegram/control.js';
import { openDeliveryDesk } from './delivery.js';
import { openLedger } from './ledger.js';
import type { LedgerEntry } from './ledger.js';
import { settle } from './options.js';
import type { SandboxOptions } from './options.js';
import { mountParts } from './parts.js';
import { newWebhookSecret } from './replicate/webhook.js';
import { warm } from './warm.js';
import type { WarmRequest } from './warm.js';

/** A running sandbox. */
export interface Sandbox {
  readonly url: string;
  /** Base URL of Replicate; clients append `/v1/…`. */
  readonly replicateBaseUrl: string;
  /** Base URL of OpenAI, `/v1` included, as OpenAI's clients want it. */
  readonly openaiBaseUrl: string;
  /** Root of the Bot API; clients append `/bot<token>/<method>`. */
  readonly telegramApiRoot: string;
  readonly webhookSecret: string;
  /** Every accepted paid request so far, oldest first. */
  ledger(): LedgerEntry[];
  /** Adds a rule. Throws a ZodError on a malformed one. */
  behave(rule: BehaviourRule): void;
  /** Renders clips beforehand, for `readyClips`. */
  warm(requests: readonly WarmRequest[]): Promise<void>;
  /** The people in Telegram, and what became of the bot's calls and updates. */
  readonly telegram: TelegramControl;
  /** Ends what runs, forgets rules, predictions, files and chats; the ledger stays. */
  reset(): void;
  /** Ends what runs, closes the port, removes the temporary folder. */
  stop(): Promise<void>;
}

async function folderFor(dataDir: string | undefined): Promise<string> {
  if (dataDir === undefined) return mkdtemp(join(tmpdir(), 'kinoline-sandbox-'));
  await mkdir(dataDir, { recursive: true });
  return dataDir;
}

async function openContext(
  options: SandboxOptions,
  url: () => string,
  closing: AbortSignal,
): Promise<SandboxContext> {
  const folder = await folderFor(options.dataDir);
  return {
    settings: settle(options, newWebhookSecret()),
    behaviours: openBehaviourBook(),
    ledger: await openLedger(folder),
    studio: openStudio(join(folder, 'renderings')),
    deliveries: openDeliveryDesk(),
    folder,
    url,
    closing,
  };
}

function urls(url: string): Pick<Sandbox, 'url' | 'replicateBaseUrl' | 'openaiBaseUrl' | 'telegramApiRoot'> {
  return {
    url,
    replicateBaseUrl: `${url}/replicate`,
    openaiBaseUrl: `${url}/openai/v1`,
    telegramApiRoot: `${url}/telegram`,
  };
}

/** Starts a sandbox and resolves when it answers. Rejects when the port is taken or the folder cannot be written. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const closing = new AbortController();
  let url = options.publicUrl ?? '';
  const context = await openContext(options, () => url, closing.signal);
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  const { replicate, reset } = await mountParts(app, context);
  const listening = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  url = options.publicUrl ?? listening;
  return {
    ...urls(url),
    webhookSecret: context.settings.webhookSecret,
    ledger: () => context.ledger.entries(),
    behave: (rule) => context.behaviours.add(rule),
    warm: async (requests) => {
      await warm(requests, context, replicate);
    },
    telegram: telegramControl(controlHttp(listening)),
    reset,
    async stop() {
      closing.abort();
      reset();
      await app.close();
      if (options.dataDir === undefined)
        await rm(context.folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
