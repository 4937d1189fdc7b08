import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { basicEnvironment } from '../process/basic-environment.js';
import { type Child, type ChildExit, startChild } from '../process/child.js';
import { untilReady } from '../process/ready.js';
import { temporaryFolder } from '../temporary-folder.js';
import { type NatsAddresses, natsConfiguration, parsePortsFile } from './configuration.js';
import { locateNatsServer, type NatsServerBinary } from './locate.js';

/** How to start a server; everything has a default. */
export interface NatsServerOptions {
  /** The binary (default: {@link locateNatsServer}). */
  readonly binary?: string | NatsServerBinary;
  /** TCP port (default: a free one). */
  readonly port?: number;
  /** Where streams are kept (default: a temporary folder that goes at `stop()`). */
  readonly storeDir?: string;
  /** Largest payload in bytes (default: the server's own, 1 MiB). */
  readonly maxPayload?: number;
  /** See {@link ChildCommand.shieldFromInterrupt}. */
  readonly shieldFromInterrupt?: boolean;
}

/** A real nats-server with JetStream, in a process of its own. */
export interface NatsServer {
  /** `nats://127.0.0.1:<port>`; the same after a restart. */
  readonly url: string;
  /** `http://127.0.0.1:<port>` of the server's monitoring; the same after a restart. */
  readonly monitorUrl: string;
  readonly version: string;
  readonly binary: NatsServerBinary;
  /** Process id of the server that runs now. */
  readonly pid: number;
  /** Settles when the process that runs now has ended, for whatever reason. */
  readonly exited: Promise<ChildExit>;
  /** The last lines the server wrote. */
  logLines(): string[];
  /** Ends the server in order; a temporary store goes with it. */
  stop(): Promise<void>;
  /** Ends the server as a crash would (SIGKILL); its store stays for {@link restart}. */
  kill(): Promise<void>;
  /** Freezes the server (SIGSTOP): connections stay open, nothing answers. */
  freeze(): void;
  /** Lets a frozen server go on (SIGCONT). */
  thaw(): void;
  /** Starts it again on the same address and store, ending it first when it still runs. */
  restart(): Promise<void>;
}

async function locate(binary: string | NatsServerBinary | undefined): Promise<NatsServerBinary> {
  if (typeof binary === 'object') return binary;
  return locateNatsServer(binary === undefined ? {} : { explicitPath: binary });
}

/** Answers once a client can connect and JetStream works. */
async function probe(portsDir: string, pid: number): Promise<NatsAddresses | undefined> {
  const file = (await readdir(portsDir)).find((name) => name.endsWith(`_${pid}.ports`));
  const addresses =
    file === undefined ? undefined : parsePortsFile(await readFile(join(portsDir, file), 'utf8'));
  if (addresses === undefined) return undefined;
  const connection = await connect({ servers: addresses.url, reconnect: false, timeout: 2_000 });
  try {
    await (await jetstreamManager(connection)).getAccountInfo();
  } finally {
    await connection.close();
  }
  return addresses;
}

const portOf = (url: string): number => Number(new URL(url).port);

class RunningNatsServer implements NatsServer {
  readonly binary: NatsServerBinary;
  readonly #folder: string;
  readonly #options: NatsServerOptions;
  readonly #cleanUp: () => Promise<void>;
  #addresses: NatsAddresses | undefined;
  #child: Child | undefined;

  constructor(
    binary: NatsServerBinary,
    folder: string,
    options: NatsServerOptions,
    cleanUp: () => Promise<void>,
  ) {
    this.binary = binary;
    this.#folder = folder;
    this.#options = options;
    this.#cleanUp = cleanUp;
  }

  get url(): string {
    return this.#known().url;
  }

  get monitorUrl(): string {
    return this.#known().monitorUrl;
  }

  get version(): string {
    return this.binary.version;
  }

  get pid(): number {
    return this.#running().pid;
  }

  async start(): Promise<void> {
    const portsDir = join(this.#folder, 'ports');
    await mkdir(portsDir, { recursive: true });
    const file = join(this.#folder, 'nats-server.conf');
    await writeFile(file, this.#configuration(portsDir));
    const child = await startChild({
      name: 'nats-server',
      file: this.binary.path,
      args: ['--config', file],
      env: basicEnvironment(),
      shieldFromInterrupt: this.#options.shieldFromInterrupt ?? false,
    });
    this.#child = child;
    this.#addresses = await untilReady(child, () => probe(portsDir, child.pid));
  }

  logLines(): string[] {
    return this.#child?.log.all() ?? [];
  }

  async stop(): Promise<void> {
    await this.#child?.stop(5_000);
    await this.#cleanUp();
  }

  async kill(): Promise<void> {
    this.#child?.signal('SIGKILL');
    await this.#child?.exited;
  }

  freeze(): void {
    this.#running().signal('SIGSTOP');
  }

  thaw(): void {
    this.#running().signal('SIGCONT');
  }

  async restart(): Promise<void> {
    await this.#child?.stop(5_000);
    await this.start();
  }

  get exited(): Promise<ChildExit> {
    return this.#running().exited;
  }

  #configuration(portsDir: string): string {
    const { port = -1, storeDir = join(this.#folder, 'store'), maxPayload } = this.#options;
    return natsConfiguration({
      port: this.#addresses === undefined ? port : portOf(this.#addresses.url),
      monitorPort: this.#addresses === undefined ? -1 : portOf(this.#addresses.monitorUrl),
      storeDir,
      portsDir,
      ...(maxPayload === undefined ? {} : { maxPayload }),
    });
  }

  #known(): NatsAddresses {
    if (this.#addresses === undefined) throw new Error('nats-server was never ready');
    return this.#addresses;
  }

  #running(): Child {
    if (this.#child === undefined) throw new Error('nats-server was never started');
    return this.#child;
  }
}

/**
 * Starts a nats-server with JetStream on the loopback interface and waits until a client can connect to it.
 *
 * @throws NatsServerNotFoundError when there is no binary; Error with the server's last lines when it does not start.
 */
export async function startNatsServer(options: NatsServerOptions = {}): Promise<NatsServer> {
  const binary = await locate(options.binary);
  const folder = await temporaryFolder('nats');
  const server = new RunningNatsServer(binary, folder.path, options, () => folder.remove());
  try {
    await server.start();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
