/** The S3 servers that can be started here: one embedded in this process, one real. */
export type ObjectStoreEngine = 's3rver' | 'minio';

/** How to start a store; everything has a default. */
export interface ObjectStoreOptions {
  /** Default: `minio` when `MINIO_BINARY` is set, else the embedded `s3rver`. */
  readonly engine?: ObjectStoreEngine;
  /** Where objects are kept (default: a temporary folder that goes at `stop()`). */
  readonly dataDir?: string;
  /** TCP port (default: a free one). */
  readonly port?: number;
  /** See {@link ChildCommand.shieldFromInterrupt}; for engines with a process of their own. */
  readonly shieldFromInterrupt?: boolean;
}

/** Where a store listens and how to sign for it. */
export interface ObjectStoreAddress {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly host: string;
  readonly port: number;
  readonly useSSL: false;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

/** A running S3 server. */
export interface ObjectStore extends ObjectStoreAddress {
  readonly engine: ObjectStoreEngine;
  /** The folder in which the server keeps its objects, in its own layout. */
  readonly dataDir: string;
  /** Ends the server; a temporary store goes with it. */
  stop(): Promise<void>;
}

/** What an engine needs to start: a folder that exists, and a port (0 for a free one). */
export interface EngineOrder {
  readonly dataDir: string;
  readonly port: number;
  readonly shieldFromInterrupt: boolean;
}

/** What an engine answers. */
export interface StartedEngine extends ObjectStoreAddress {
  /** Ends the server; its folder stays. */
  readonly end: () => Promise<unknown>;
}

/** The address fields of a store on the loopback interface. */
export function loopbackAddress(port: number, accessKey: string, secretKey: string): ObjectStoreAddress {
  const host = '127.0.0.1';
  return {
    endpoint: `http://${host}:${port}`,
    host,
    port,
    useSSL: false,
    accessKey,
    secretKey,
    region: 'us-east-1',
  };
}
