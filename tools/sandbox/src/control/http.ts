/** Asks the control API of a sandbox. */
export interface ControlHttp {
  /** Sends a request and gives back the answer's JSON. Rejects when the sandbox refuses it or is not there. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Fetches bytes. Rejects alike. */
  bytes(path: string): Promise<Uint8Array>;
}

/** The control API under `url`. */
export function controlHttp(url: string): ControlHttp {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/_sandbox/${path}`, { method, ...json });
    if (response.ok) return response;
    throw new Error(`the sandbox refused ${method} ${path}: ${response.status} ${await response.text()}`);
  };
  return {
    async call(method, path, body) {
      const text = await (await ask(method, path, body)).text();
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
    bytes: async (path) => (await ask('GET', path)).bytes(),
  };
}
