import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPasskeyEndpoints, type EndpointsNetwork } from '../../../src-main/network/ask-passkey-endpoints.ts';
import { isPublicAddress } from '../../../src-main/network/public-address.ts';
import { serverCertificate } from '../../helpers/server-certificate.ts';

// The real request code against an https server of this test. What cannot be shown here is a website on the internet.

const site = 'accounts.shop.example.com';
const { key, certificate } = serverCertificate([site, 'www.example.com', 'other.example.org']);
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let answer: Answer;
let requests: IncomingMessage[] = [];
let network: EndpointsNetwork;

beforeAll(async () => {
  server = createServer({ key, cert: certificate }, (request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
  answer = json({ enroll: `https://${site}/keys/new`, manage: 'https://www.example.com/keys' });
  network = {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: () => true,
    tls: { ca: certificate, port: (server.address() as AddressInfo).port },
    totalMs: 5_000,
  };
});

function json(document: unknown, type = 'application/json; charset=utf-8'): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': type, 'set-cookie': 'a=b' }).end(JSON.stringify(document));
  };
}

function redirect(location: string): Answer {
  return (request, response) => {
    if (request.url === '/.well-known/passkey-endpoints') response.writeHead(302, { location }).end();
    else json({ enroll: `https://${site}/after` })(request, response);
  };
}

const none = (reason: string) => ({ state: 'none', reason });

describe('asking a website for its passkey pages', () => {
  it('gives the pages of the website itself', async () => {
    expect(await askPasskeyEndpoints(site, network)).toEqual({
      state: 'found',
      endpoints: { enroll: `https://${site}/keys/new`, manage: 'https://www.example.com/keys' },
    });
  });

  it('sends one plain request: no cookie, no credential, no name of the program', async () => {
    await askPasskeyEndpoints(site, network);
    await askPasskeyEndpoints(site, network);
    expect(requests.map(({ method, url }) => [method, url])).toEqual([
      ['GET', '/.well-known/passkey-endpoints'],
      ['GET', '/.well-known/passkey-endpoints'],
    ]);
    for (const { headers } of requests) {
      expect(Object.keys(headers).toSorted()).toEqual(['accept', 'connection', 'host']);
    }
  });

  it.each([
    'http://accounts.shop.example.com/x',
    'https://other.example.org/x',
    'https://u:p@accounts.shop.example.com/',
    'https://accounts.shop.example.com:444/',
    'https://127.0.0.1/',
    '//other.example.org/',
    'https://com/',
  ])('does not follow %s', async (location) => {
    answer = redirect(location);
    expect(await askPasskeyEndpoints(site, network)).toEqual(none('refused'));
    expect(requests).toHaveLength(1);
  });

  it('follows a redirect within the website, and not for ever', async () => {
    answer = redirect('/elsewhere');
    expect(await askPasskeyEndpoints(site, network)).toMatchObject({ endpoints: { enroll: `https://${site}/after` } });
    answer = (_request, response) => void response.writeHead(302, { location: '/again' }).end();
    requests = [];
    expect(await askPasskeyEndpoints(site, network)).toEqual(none('refused'));
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['another site', { enroll: 'https://example.org/keys' }],
    ['plain http', { enroll: `http://${site}/keys` }],
    ['a script', { enroll: 'javascript:alert(1)' }],
    ['a user part', { enroll: `https://user@${site}/` }],
    ['a number', { enroll: 5 }],
    ['nothing', {}],
  ])('an address that is %s is not published', async (_words, document) => {
    answer = json(document);
    expect(await askPasskeyEndpoints(site, network)).toEqual(none('not-published'));
  });

  it.each([
    [
      'no JSON',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>'),
    ],
    ['a list', json([1])],
    ['a page', json({ enroll: `https://${site}/` }, 'text/html')],
    ['a server in trouble', (_request, response) => void response.writeHead(500).end()],
    ['17 KB', json({ enroll: `https://${site}/`, more: 'x'.repeat(17_000) })],
  ] as const satisfies readonly (readonly [string, Answer])[])('refuses %s', async (_words, given) => {
    answer = given;
    expect(await askPasskeyEndpoints(site, network)).toEqual(none('refused'));
  });

  it('says that a website has none', async () => {
    answer = (_request, response) => void response.writeHead(404).end();
    expect(await askPasskeyEndpoints(site, network)).toEqual(none('not-published'));
  });

  it('waits no longer than it may, also for bytes that trickle and for names', async () => {
    const quick = { ...network, totalMs: 300 };
    const timed = async (given: EndpointsNetwork) => {
      const before = performance.now();
      expect(await askPasskeyEndpoints(site, given)).toEqual(none('no-answer'));
      return performance.now() - before;
    };
    answer = () => undefined;
    expect(await timed(quick)).toBeLessThan(10_000);
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    expect(await timed(quick)).toBeLessThan(10_000);
    expect(await timed({ ...quick, resolve: () => new Promise(() => undefined) })).toBeLessThan(10_000);
    server.closeAllConnections();
  });

  it('trusts no certificate of another name or maker', async () => {
    const other = { ...network, tls: { ...network.tls, ca: serverCertificate([site]).certificate } };
    expect(await askPasskeyEndpoints(site, other)).toEqual(none('no-answer'));
    expect(await askPasskeyEndpoints('www.example.net', network)).toEqual(none('no-answer'));
    expect(requests).toEqual([]);
  });

  it('connects nowhere if one of the addresses is not on the public internet', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(await askPasskeyEndpoints(site, { ...network, resolve, isAllowed: isPublicAddress })).toEqual(
      none('refused'),
    );
    expect(await askPasskeyEndpoints(site, { ...network, resolve: async () => [] })).toEqual(none('refused'));
    expect(requests).toEqual([]);
  });

  it.each([
    'localhost',
    '127.0.0.1',
    '[::1]',
    '10.0.0.1',
    'com',
    'co.jp',
    'ssh:',
    'printer',
    'a.example.com/../x',
    'a.example.com:443',
    'A.example.com',
    'x y.com',
    '',
    'nas.local',
    'u@a.example.com',
  ])('does not ask %j at all', async (rpId) => {
    let asked = false;
    const watched: EndpointsNetwork = {
      ...network,
      resolve: async () => {
        asked = true;
        return [];
      },
    };
    expect(await askPasskeyEndpoints(rpId, watched)).toEqual(none('not-askable'));
    expect(asked).toBe(false);
  });
});

describe('addresses on the public internet', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '2400:cb00::1'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '64:ff9b::7f00:1',
    'localhost',
    '',
  ])('%j is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
