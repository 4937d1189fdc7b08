import {
  connectToNats,
  type NatsSettings,
  NatsUnreachableError,
  natsSettingsSchema,
} from '@kinoline/messaging';
import { locateNatsServer, type NatsServer, type NatsServerBinary, startNatsServer } from '@kinoline/testing';
import type { NatsConnection } from '@nats-io/transport-node';
import { CommandFailure, firstLineOf } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { Supervised } from './supervised.js';

/** How the line's NATS is reached, and in words where it comes from. */
export interface LineNats {
  readonly settings: NatsSettings;
  readonly description: string;
  /** Base URL of the server's monitoring pages, where the server was started here. */
  readonly monitorUrl?: string;
  /** The server that was started here, kept alive. */
  readonly server?: Supervised<NatsServer>;
}

/** Where a server of our own listens and keeps its streams. */
export interface OwnNatsOptions {
  readonly storeDir: string;
  /** TCP port (default: a free one). */
  readonly port?: number;
  /** Told before something slow begins, such as building the server, and when it is started again. */
  readonly say: (line: string) => void;
  /** Called when the server cannot be kept alive. */
  readonly onLost: (reason: string) => void;
  /** Called with its process whenever it was started. */
  readonly onStarted?: (pid: number) => void;
}

/** What the sources of `locateNatsServer` are called in a sentence. */
const sources: Record<NatsServer['binary']['source'], string> = {
  explicit: 'NATS_SERVER_BINARY',
  path: 'the PATH',
  debian: 'Debian’s package',
  go: 'Go',
  homebrew: 'Homebrew',
  archive: 'the official archive',
};

/** @throws CommandFailure that names the variable */
export function givenNats(env: Environment): NatsSettings {
  const parsed = natsSettingsSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandFailure(`${issue?.path.join('.') ?? 'NATS_URL'}: ${issue?.message ?? 'not an address'}`);
}

/** A server that comes back on the same address and streams when it died. */
async function keepUp(
  binary: NatsServerBinary,
  { storeDir, port, say, onLost, onStarted }: OwnNatsOptions,
): Promise<Supervised<NatsServer>> {
  let known: NatsServer | undefined;
  const start = async (): Promise<NatsServer> => {
    if (known === undefined) {
      const options = { binary, storeDir, shieldFromInterrupt: true };
      known = await startNatsServer(port === undefined ? options : { ...options, port });
    } else {
      await known.restart();
    }
    onStarted?.(known.pid);
    return known;
  };
  const supervised = new Supervised({ name: 'nats-server', start, say, onLost });
  await supervised.start();
  return supervised;
}

/**
 * Starts a nats-server of our own: the one on this machine, else one built or fetched.
 *
 * @throws CommandFailure when there is none or it does not start
 */
export async function startOwnNats(env: Environment, options: OwnNatsOptions): Promise<LineNats> {
  try {
    const binary = await locateNatsServer({
      env,
      onProgress: options.say,
      ...(env['NATS_SERVER_BINARY'] === undefined ? {} : { explicitPath: env['NATS_SERVER_BINARY'] }),
    });
    const server = await keepUp(binary, options);
    const { url = '', monitorUrl = '' } = server.process ?? {};
    return {
      server,
      settings: { servers: [url] },
      monitorUrl,
      description: `nats-server ${binary.version} from ${sources[binary.source]} (${binary.path}), ${url}`,
    };
  } catch (cause) {
    throw new CommandFailure(`NATS: ${firstLineOf(cause)}`, { cause });
  }
}

/**
 * Connects, giving up after ten seconds.
 *
 * @throws CommandFailure when nobody answers or the user is refused
 */
export async function connectLine(settings: NatsSettings, name: string): Promise<NatsConnection> {
  try {
    return await connectToNats(settings, { name, giveUpAfterMs: 10_000, onWaiting: () => undefined });
  } catch (cause) {
    if (cause instanceof NatsUnreachableError) throw new CommandFailure(cause.message, { cause });
    throw cause;
  }
}
