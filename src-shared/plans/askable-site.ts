import type { Site } from '../domain/site.ts';

/**
 * Checks whether a website may be asked for its pages: an ordinary domain name under a public suffix, nothing else. No address,
 * no port, no name of a local network, no SSH application name.
 */
export function isAskableSite({ host, domain, listed }: Site): boolean {
  if (host.length > 253 || !/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host)) return false;
  return domain !== null && listed;
}
