/** What a server is told to be. */
export interface NatsConfiguration {
  /** TCP port for clients; -1 lets the server choose. */
  readonly port: number;
  /** TCP port for HTTP monitoring; -1 lets the server choose. */
  readonly monitorPort: number;
  readonly storeDir: string;
  /** Folder into which the server writes the addresses it chose. */
  readonly portsDir: string;
  /** Largest payload in bytes. */
  readonly maxPayload?: number;
}

/** The configuration file of one stand-alone JetStream server on the loopback interface. */
export function natsConfiguration(wanted: NatsConfiguration): string {
  return [
    `host: "127.0.0.1"`,
    `port: ${wanted.port}`,
    `http: "127.0.0.1:${wanted.monitorPort}"`,
    `ports_file_dir: ${JSON.stringify(wanted.portsDir)}`,
    ...(wanted.maxPayload === undefined ? [] : [`max_payload: ${wanted.maxPayload}`]),
    `jetstream { store_dir: ${JSON.stringify(wanted.storeDir)} }`,
    '',
  ].join('\n');
}

/** Where a server listens, as it wrote it into its ports file. */
export interface NatsAddresses {
  readonly url: string;
  readonly monitorUrl: string;
}

/** Reads the ports file (`{"nats":["nats://…"],"monitoring":["http://…"]}`); undefined when it is incomplete. */
export function parsePortsFile(text: string): NatsAddresses | undefined {
  const read: unknown = JSON.parse(text);
  if (typeof read !== 'object' || read === null) return undefined;
  const { nats, monitoring } = read as { nats?: unknown; monitoring?: unknown };
  const [url, monitorUrl] = [nats, monitoring].map((list): unknown =>
    Array.isArray(list) ? list[0] : undefined,
  );
  return typeof url === 'string' && typeof monitorUrl === 'string' ? { url, monitorUrl } : undefined;
}
