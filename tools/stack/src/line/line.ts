import { mkdir } from 'node:fs/promises';
import type { ServiceName } from '@kinoline/contracts';
import { createMinioMediaStore, type MediaStore } from '@kinoline/media-store';
import { createMessageHistory, createMessagePublisher, provision } from '@kinoline/messaging';
import type { NatsConnection } from '@nats-io/transport-node';
import { CommandFailure, firstLineOf } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { parametersFolder } from '../command/root.js';
import { isProvisioned } from './given-nats.js';
import type { LineMessages } from './line-messages.js';
import type { LineFolders } from './folders.js';
import { LogFiles } from './log-files.js';
import { connectLine, givenNats, type LineNats, startOwnNats } from './nats.js';
import { type LinePlan, needsSandbox, planLine } from './plan.js';
import type { LinePorts } from './ports.js';
import { endOrphans, ProcessRegister } from './process-register.js';
import { type ProvisionChoices, provisionMedia } from './provisioning.js';
import { type LineSandbox, startLineSandbox } from './sandbox.js';
import { type LineAddresses, withoutChat } from './service-environment.js';
import { startServices, type SupervisedService } from './services.js';
import { givenStore, type LineStore, startOwnStore } from './store.js';
import { Teardown } from './teardown.js';

/** What a line is made of. */
export interface LineOrder {
  readonly env: Environment;
  readonly folders: LineFolders;
  readonly ports: LinePorts;
  readonly provisioning: ProvisionChoices;
  /** Whether people in Telegram talk with this line; one that is soon gone again must not take their bot over. */
  readonly servesChat: boolean;
  /** Further arguments of the sandbox's command line. */
  readonly sandboxArguments?: readonly string[];
  /** Told what is slow, and what was started again. */
  readonly say: (line: string) => void;
  /** Gives the start up; what was started by then is ended. */
  readonly signal: AbortSignal;
}

/** The whole line on one machine: what was given, and what was started. */
export interface Line extends LineMessages {
  readonly plan: LinePlan;
  readonly nats: LineNats;
  readonly storeServer: LineStore;
  readonly store: MediaStore;
  readonly sandbox?: LineSandbox;
  readonly services: ReadonlyMap<ServiceName, SupervisedService>;
  readonly logs: LogFiles;
  /** Fires with a {@link CommandFailure} when a part of the line is gone for good. */
  readonly lost: AbortSignal;
  /** Ends everything that was started, in order; never rejects. */
  stop(): Promise<void>;
}

/** Rejects as soon as the signal fires, however long the work takes. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The parts that hold data or stand for others, before any service runs. */
interface Ground {
  readonly nats: LineNats;
  readonly store: LineStore;
  readonly sandbox: LineSandbox | undefined;
}

/** Who is told of the line's parts. */
interface Watch {
  /** Called with a part that is gone for good, and why. */
  readonly onLost: (part: string, reason: string) => void;
  /** Called with the process of a part whenever it was started. */
  readonly onStarted: (part: string, pid: number) => void;
}

async function openNats(order: LineOrder, plan: LinePlan, watch: Watch): Promise<LineNats> {
  const { env, folders, ports, say } = order;
  if (plan.nats === 'own') {
    return startOwnNats(env, {
      storeDir: folders.nats,
      port: ports.nats,
      say,
      onLost: (reason) => watch.onLost('nats-server', reason),
      onStarted: (pid) => watch.onStarted('nats-server', pid),
    });
  }
  const settings = givenNats(env);
  return { settings, description: `NATS_URL (${settings.servers.join(', ')})` };
}

async function openStore({ env, folders, ports }: LineOrder, plan: LinePlan): Promise<LineStore> {
  if (plan.store === 'own') return startOwnStore(env, { dataDir: folders.store, port: ports.store });
  const settings = givenStore(env);
  return { settings, description: `S3_ENDPOINT (${settings.endpoint})` };
}

async function layGround(
  order: LineOrder,
  plan: LinePlan,
  teardown: Teardown,
  watch: Watch,
): Promise<Ground> {
  const { env, folders, ports, sandboxArguments: args = [] } = order;
  const nats = openNats(order, plan, watch).then((opened) => {
    teardown.defer(async () => opened.server?.stop(5_000));
    return opened;
  });
  const store = openStore(order, plan).then((opened) => {
    teardown.defer(async () => opened.server?.stop());
    return opened;
  });
  const sandbox = needsSandbox(plan)
    ? startLineSandbox(env, { dataDir: folders.sandbox, port: ports.sandbox, args }).then((started) => {
        watch.onStarted('sandbox', started.child.pid);
        let wanted = true;
        void started.child.exited.then(() => wanted && watch.onLost('sandbox', 'it ended'));
        teardown.defer(() => {
          wanted = false;
          return started.child.stop(5_000);
        });
        return started;
      })
    : undefined;
  const outcomes = await Promise.allSettled([nats, store, sandbox]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return { nats: await nats, store: await store, sandbox: await sandbox };
}

function addressesOf({ env, ports }: LineOrder, { nats, store, sandbox }: Ground): LineAddresses {
  const { servers, user, password } = nats.settings;
  return {
    nats: {
      url: servers.join(','),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
    },
    store: store.settings,
    ...(sandbox === undefined ? {} : { sandbox }),
    parametersFolder: parametersFolder(env),
    ports: ports.services,
  };
}

/** What was given and provisioned before is left as it is: its operator chose how long things are kept. */
async function provisionWhatIsNew(
  { provisioning, signal }: LineOrder,
  plan: LinePlan,
  { store }: Ground,
  connection: NatsConnection,
): Promise<void> {
  const oldNats = plan.nats === 'given' && (await isProvisioned(connection));
  const oldStore = plan.store === 'given' && (await isReady(store.settings, signal));
  if (!oldNats) await provision(connection, provisioning.messages);
  if (!oldStore) await provisionMedia(store.settings, provisioning, signal);
}

/** Whether the bucket is there; what is wrong otherwise is told by making it. */
function isReady(settings: LineStore['settings'], signal: AbortSignal): Promise<boolean> {
  return createMinioMediaStore(settings)
    .ping({ signal })
    .then(
      () => true,
      () => false,
    );
}

async function raise(order: LineOrder, teardown: Teardown): Promise<Line> {
  const { folders } = order;
  const plan = planLine(order.env);
  // On a NATS that was given, this gateway is one more of a line that may well have chats and stays.
  const env = order.servesChat || plan.nats === 'given' ? order.env : withoutChat(order.env);
  await mkdir(folders.root, { recursive: true });
  await endOrphans(folders.root, order.say);
  const logs = await LogFiles.open(folders.logs);
  teardown.defer(() => logs.close());
  const register = await ProcessRegister.open(folders.root);
  teardown.defer(() => register.close());
  const lost = new AbortController();
  const watch: Watch = {
    onLost: (part, reason) =>
      lost.abort(new CommandFailure(`${part} cannot be kept up (${reason}); see ${logs.folder}`)),
    onStarted: (part, pid) => register.note(part, pid),
  };
  const ground = await layGround(order, plan, teardown, watch);
  const connection = await connectLine(ground.nats.settings, 'kinoline-stack');
  teardown.defer(() => connection.close());
  await provisionWhatIsNew(order, plan, ground, connection);
  const services = await startServices(
    { env, plan, addresses: addressesOf(order, ground), logs, say: order.say, ...watch },
    teardown,
  );
  return {
    plan,
    nats: ground.nats,
    storeServer: ground.store,
    store: createMinioMediaStore(ground.store.settings),
    ...(ground.sandbox === undefined ? {} : { sandbox: ground.sandbox }),
    services,
    logs,
    connection,
    publisher: createMessagePublisher(connection, { source: 'cli' }),
    history: createMessageHistory(connection),
    lost: lost.signal,
    stop: () => teardown.run(),
  };
}

/**
 * Brings the whole line up: NATS, object store and sandbox where they are not given, what must be provisioned, the
 * five services in processes of their own. What was started is ended again when any of it fails.
 *
 * @throws CommandFailure in one line that says what to do; the signal's reason when it fires
 */
export async function openLine(order: LineOrder): Promise<Line> {
  const teardown = new Teardown();
  try {
    return await unlessAborted(raise(order, teardown), order.signal);
  } catch (error) {
    await teardown.run();
    if (error instanceof CommandFailure || order.signal.aborted) throw error;
    throw new CommandFailure(`the line did not come up: ${firstLineOf(error)}`, { cause: error });
  }
}
