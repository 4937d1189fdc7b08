import http from 'node:http';
import https from 'node:https';
import { Client, type ClientOptions } from 'minio';
import type { MediaStoreSettings } from '../settings.js';
import { StoreUnavailableError } from '../errors.js';

/** One S3 server and how to ask it; every operation takes a client of its own, bound to its signal. */
export interface Connection {
  readonly bucket: string;
  /** A client whose requests end when the signal fires. */
  readonly client: (signal?: AbortSignal) => Client;
}

type Transport = NonNullable<ClientOptions['transport']>;
type Send = (
  options: http.RequestOptions,
  onResponse?: (response: http.IncomingMessage) => void,
) => http.ClientRequest;

const defaultSilenceMs = 60_000;

/** Statuses at which the library would retry, were it allowed to (minio 8.0.7, src/internal/request.ts). */
const unread = new Set([408, 429, 499, 500, 502, 503, 504, 520]);

/**
 * The client library knows neither signals nor time limits: both are put under it here. A server that is silent for
 * `silenceMs` while a request runs counts as gone.
 */
function boundTransport(secure: boolean, silenceMs: number, signal: AbortSignal | undefined): Transport {
  const plain: Send = secure ? https.request : http.request;
  const send: Send = (options, onResponse) => {
    const request = plain(signal === undefined ? options : { ...options, signal }, (response) => {
      // The library throws at these without reading the answer, which would keep the connection busy for ever.
      if (unread.has(response.statusCode ?? 0)) response.resume();
      onResponse?.(response);
    });
    const silent = new StoreUnavailableError(`the object store was silent for ${silenceMs} ms`);
    return request.setTimeout(silenceMs, () => request.destroy(silent));
  };
  return { request: send as typeof http.request };
}

/** Prepares connections to an endpoint; nothing is sent yet. @throws Error for an endpoint that is no URL. */
export function connectTo(endpoint: string, settings: MediaStoreSettings): Connection {
  const { protocol, hostname, port } = new URL(endpoint);
  const secure = protocol === 'https:';
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const silenceMs = settings.silenceMs ?? defaultSilenceMs;
  const client = (signal?: AbortSignal): Client => {
    const made = new Client({
      endPoint: hostname,
      useSSL: secure,
      ...(port === '' ? {} : { port: Number(port) }),
      accessKey: settings.accessKey,
      secretKey: settings.secretKey,
      region: settings.region,
      pathStyle: true,
      transport: boundTransport(secure, silenceMs, signal),
      transportAgent: agent,
      // Retrying belongs to the caller, who knows whether the stream can be read once more.
      retryOptions: { disableRetry: true },
    });
    // Also over TLS: the server then refuses content whose hash is not the signed one.
    made.enableSHA256 = true;
    return made;
  };
  return { bucket: settings.bucket, client };
}
