/** An origin that may be listed: `https://host[:port]`, `https://*.host`, or http where the operator says so. */
export const originPattern = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;

/**
 * Whether a file may be fetched from this address: its origin is listed as it is, or matches a listed `*.` in front
 * of a host (any depth below it, not the host itself). Addresses with a user or password never are.
 */
export function isAllowed(address: URL, origins: readonly string[]): boolean {
  if (address.username !== '' || address.password !== '') return false;
  return origins.some((origin) => origin === address.origin || matchesBelow(address.origin, origin));
}

function matchesBelow(actual: string, listed: string): boolean {
  const [scheme, host] = listed.split('://*.');
  if (scheme === undefined || host === undefined) return false;
  return actual.startsWith(`${scheme}://`) && actual.endsWith(`.${host}`);
}
