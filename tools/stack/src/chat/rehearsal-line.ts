import type { ServiceName } from '@kinoline/contracts';
import { type Sandbox, startSandbox } from '@kinoline/sandbox';
import { basicEnvironment } from '@kinoline/testing';
import type { Environment } from '../command/environment.js';
import type { LineFolders } from '../line/folders.js';
import { type Line, openLine } from '../line/line.js';
import { choosePorts } from '../line/ports.js';

/** A whole line whose chat and providers are a sandbox. */
export interface RehearsalLine {
  readonly line: Line;
  readonly sandbox: Sandbox;
  /** Ends a service's process without a word; the line starts it again. */
  kill(service: ServiceName): void;
  stop(): Promise<void>;
}

/** What a rehearsal line is opened with. */
export interface RehearsalOrder {
  readonly env: Environment;
  readonly folders: LineFolders;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How long a made-up provider takes: long enough to see progress, in milliseconds. */
const processingMs = 2_500;

/** @throws CommandFailure when the line does not come up */
export async function openRehearsalLine(order: RehearsalOrder): Promise<RehearsalLine> {
  const sandbox = await startSandbox({ latency: { processingMs, completionMs: 1_000 } });
  try {
    const line = await openLine({
      ...order,
      env: { ...toolsIn(order.env), ...settingsFor(sandbox) },
      ports: await choosePorts(),
      servesChat: true,
      provisioning: {
        messages: { ackWaitMs: { slow: 3_000, quick: 3_000 } },
        media: { intermediateDays: 1, filmDays: 1 },
      },
    });
    return {
      line,
      sandbox,
      kill: (service) => void process.kill(line.services.get(service)?.process?.pid ?? Number.NaN, 'SIGKILL'),
      stop: async () => {
        await line.stop();
        await sandbox.stop();
      },
    };
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

/** Where the tools are; nothing of the person's own line, chat or keys. */
function toolsIn(env: Environment): Record<string, string> {
  const named = ['FFMPEG_PATH', 'FFPROBE_PATH', 'NATS_SERVER_BINARY', 'MINIO_BINARY'].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...basicEnvironment(), ...Object.fromEntries(named) };
}

/** Points the services at the sandbox as if it were the providers and Telegram. */
function settingsFor(sandbox: Sandbox): Record<string, string> {
  return {
    REPLICATE_API_TOKEN: 'r8_rehearsal',
    REPLICATE_BASE_URL: sandbox.replicateBaseUrl,
    OUTPUT_ORIGINS: sandbox.url,
    OPENAI_API_KEY: 'sk-rehearsal',
    OPENAI_BASE_URL: sandbox.openaiBaseUrl,
    BOT_TOKEN: `4242:${'rehearsal'.repeat(4)}`,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    BOT_ACCESS: 'open',
    BOT_CONTACT: '@kinoline_owner',
    QUOTA_PERSON_DAY_USD: '50',
    APPROVE_ABOVE_USD: '1',
    STATUS_EVERY_SECONDS: '2',
    TAKES_PER_SCENE: '2',
  };
}
