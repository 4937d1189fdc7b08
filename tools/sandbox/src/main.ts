import { Command, InvalidArgumentError } from 'commander';
import type { SandboxOptions } from './options.js';
import { startSandbox } from './server.js';

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly dataDir?: string;
  readonly publicUrl?: string;
  readonly readyClips?: true;
  readonly webhookSecret?: string;
  readonly optionsJson?: SandboxOptions;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('not a port');
  return port;
}

function parseOptions(text: string): SandboxOptions {
  try {
    return JSON.parse(text) as SandboxOptions;
  } catch {
    throw new InvalidArgumentError('not JSON');
  }
}

const program = new Command('sandbox')
  .description('Stands in for Replicate, OpenAI and the Telegram Bot API on this machine')
  .option('--port <number>', 'port to listen on, 0 for a free one', parsePort, 0)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--data-dir <folder>', 'keep ledger and files here (default: a temporary folder)')
  .option('--public-url <url>', 'base URL under which clients reach the sandbox')
  .option('--ready-clips', 'answer at once from rendered clips')
  .option('--webhook-secret <secret>', 'signing secret of webhooks (whsec_…)')
  .option('--options-json <json>', 'any other options, as JSON', parseOptions)
  .parse();

const { optionsJson, ...flags } = program.opts<Flags>();
const sandbox = await startSandbox({ ...optionsJson, ...flags });
const { url, replicateBaseUrl, openaiBaseUrl, telegramApiRoot } = sandbox;
process.stdout.write(`${JSON.stringify({ url, replicateBaseUrl, openaiBaseUrl, telegramApiRoot })}\n`);

const stop = (): void => {
  void sandbox.stop().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
