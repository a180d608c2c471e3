import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { Agent, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { rootCertificates } from 'node:tls';
import {
  type PasskeyEndpoints,
  passkeyEndpointsPath,
  readPasskeyEndpoints,
  sameSite,
} from '../../src-shared/public-suffix/passkey-endpoints.ts';
import { isAskableSite } from '../../src-shared/plans/askable-site.ts';
import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import { isPublicAddress } from './public-address.ts';

export type EndpointsAnswer =
  | { readonly state: 'found'; readonly endpoints: PasskeyEndpoints }
  /** not-askable: no domain name on the public internet · not-published: the site says it has none · refused: an answer that is not followed. */
  | { readonly state: 'none'; readonly reason: 'not-askable' | 'no-answer' | 'not-published' | 'refused' };

export interface EndpointsNetwork {
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
  readonly isAllowed: (address: string) => boolean;
  /** Of the request, for a test's own server. */
  readonly tls: Pick<RequestOptions, 'ca' | 'port'>;
  readonly totalMs: number;
}

const largestBytes = 16 * 1024;
const mostRedirects = 2;

const publicInternet: EndpointsNetwork = {
  resolve: (host) => lookup(host, { all: true }),
  isAllowed: isPublicAddress,
  tls: {},
  totalMs: 3_000,
};

/**
 * Asks one website for its passkey pages: one document, 16 KB and three seconds at most, https only, no cookie, no credential,
 * no kept connection. Chromium stays cut off; this is the program's only way to a network, and its caller has the person's word.
 * The connection goes to the very address that was checked, so that a name cannot lead elsewhere a moment later.
 */
export async function askPasskeyEndpoints(
  rpId: string,
  network: EndpointsNetwork = publicInternet,
): Promise<EndpointsAnswer> {
  if (!isAskableSite(siteOf(rpId))) return { state: 'none', reason: 'not-askable' };
  const signal = AbortSignal.timeout(network.totalMs);
  let url = new URL(`https://${rpId}${passkeyEndpointsPath}`);
  try {
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const answer = await fetchOnce(url, network, signal);
      if (answer.type === 'redirect') {
        const next = URL.canParse(answer.location, url.href) ? new URL(answer.location, url) : null;
        if (next === null || !isOwn(next, rpId)) return { state: 'none', reason: 'refused' };
        url = next;
        continue;
      }
      if (answer.type !== 'text') return { state: 'none', reason: answer.type };
      const endpoints = readPasskeyEndpoints(rpId, answer.text);
      if (endpoints === null) return { state: 'none', reason: 'refused' };
      const published = endpoints.enroll !== null || endpoints.manage !== null;
      return published ? { state: 'found', endpoints } : { state: 'none', reason: 'not-published' };
    }
    return { state: 'none', reason: 'refused' };
  } catch {
    return { state: 'none', reason: 'no-answer' };
  }
}

function isOwn(url: URL, rpId: string): boolean {
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && isAskableSite(siteOf(url.hostname)) && sameSite(rpId, url.hostname);
}

type OneAnswer =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'redirect'; readonly location: string }
  | { readonly type: 'not-published' | 'refused' };

async function fetchOnce(url: URL, network: EndpointsNetwork, signal: AbortSignal): Promise<OneAnswer> {
  const addresses = await withinTime(network.resolve(url.hostname), signal);
  // One local address among public ones is how a name is made to lead into a local network: all or nothing.
  if (addresses.length === 0 || !addresses.every(({ address }) => network.isAllowed(address))) {
    return { type: 'refused' };
  }
  const agent = new Agent({ keepAlive: false, maxCachedSessions: 0 });
  try {
    return await new Promise<OneAnswer>((resolve, reject) => {
      const options: RequestOptions = {
        // Who is trusted is decided here: not by NODE_TLS_REJECT_UNAUTHORIZED, NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.
        ca: [...rootCertificates],
        ...network.tls,
        rejectUnauthorized: true,
        // Without a proxy, whatever HTTPS_PROXY and NODE_USE_ENV_PROXY say.
        agent,
        signal,
        method: 'GET',
        headers: { accept: 'application/json' },
        minVersion: 'TLSv1.2',
        lookup: (_host, { all }, answer) => {
          const [first] = addresses;
          if (all === true || first === undefined) answer(null, [...addresses]);
          else answer(null, first.address, first.family);
        },
      };
      const sent = request(url, options, (response) => void readAnswer(response).then(resolve, reject));
      sent.on('error', reject);
      sent.end();
    });
  } finally {
    agent.destroy();
  }
}

async function readAnswer(response: IncomingMessage): Promise<OneAnswer> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    response.destroy();
    return { type: 'redirect', location: headers.location };
  }
  if (statusCode !== 200 || !/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
    response.destroy();
    return { type: statusCode === 404 || statusCode === 410 ? 'not-published' : 'refused' };
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > largestBytes) {
      response.destroy();
      return { type: 'refused' };
    }
    parts.push(part);
  }
  return { type: 'text', text: Buffer.concat(parts).toString('utf8') };
}

/** Waits for work that cannot be interrupted, such as the system's resolver; a late answer is not used. */
async function withinTime<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('took too long')), { once: true });
    }),
  ]);
}
