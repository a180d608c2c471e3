import { parse } from 'tldts';
import type { Site } from '../domain/site.ts';

/** Looks a host name up in the public suffix list, private section included. */
export function siteOf(host: string): Site {
  const { domain, isIp, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true, detectIp: true });
  return { host, domain: isIp === true ? null : domain, listed: isIcann === true || isPrivate === true };
}
