import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';

/** Collects the hosts of addresses; the program opens no other. */
export function allowedHosts(urls: readonly string[]): ReadonlySet<string> {
  return new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).host));
}

/**
 * Reads an address that may be handed to the system browser; null for everything but plain https to an allowed host:
 * no other scheme, no user part, no port, no line break, no more than 2,000 characters.
 */
export function allowedAddress(url: string, hosts: ReadonlySet<string>): URL | null {
  if (url.length > 2000 || /[\s\p{Cc}]/u.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const plain = parsed.protocol === 'https:' && parsed.username === '' && parsed.password === '' && parsed.port === '';
  return plain && hosts.has(parsed.host) ? parsed : null;
}

export interface ExternalBrowser {
  /** Shows the host and asks; false: the person does not want to. */
  confirm(host: string): Promise<boolean>;
  open(url: string): Promise<void>;
}

/** Creates the one function that leaves the program for the system browser. */
export function createOpenExternal(
  hosts: ReadonlySet<string>,
  browser: ExternalBrowser,
): (url: string) => Promise<Outcome<null>> {
  return async (url) => {
    const address = allowedAddress(url, hosts);
    if (address === null) return failed({ kind: 'input-invalid', detail: 'this address is not opened' });
    if (!(await browser.confirm(address.host))) return failed({ kind: 'cancelled' });
    await browser.open(address.href);
    return success(null);
  };
}
