import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serverCertificate } from '../../helpers/server-certificate.ts';

// The environment that a process is started with cannot weaken the request: each variable is set for a program that asks a
// server of this test. The control is a plain request of Node's in the same environment, which each of them does lead astray.

const site = 'accounts.shop.example.com';
const { key, certificate } = serverCertificate([site]);
const folder = mkdtempSync(join(tmpdir(), 'sparekey-environment-'));
const certificateFile = join(folder, 'certificate.pem');
writeFileSync(certificateFile, certificate);
const keyLog = join(folder, 'keys.log');

let server: Server;
let proxy: ReturnType<typeof createTcpServer>;
let requests = 0;
let proxied = 0;

beforeAll(async () => {
  server = createServer({ key, cert: certificate }, (_request, response) => {
    requests++;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ enroll: `https://${site}/` }));
  });
  proxy = createTcpServer((socket) => {
    proxied++;
    socket.on('error', () => {});
    socket.destroy();
  });
  for (const one of [server, proxy]) await new Promise<void>((resolve) => void one.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  proxy.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  requests = 0;
  proxied = 0;
});

const portOf = (one: { address(): unknown }): number => (one.address() as AddressInfo).port;

/** Runs a program of one line and gives what it prints. */
async function run(program: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env });
  return stdout.trim();
}

/** Asks as the program does; `tls` adds to what the request is made with. */
async function ask(
  environment: Readonly<Record<string, string>>,
  tls: Record<string, unknown> = {},
  asked = server,
): Promise<unknown> {
  const source = new URL('../../../src-main/network/ask-passkey-endpoints.ts', import.meta.url).href;
  const network = `{
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: () => true,
    tls: ${JSON.stringify({ ...tls, port: portOf(asked) })},
    totalMs: 20_000,
  }`;
  const program = `import { askPasskeyEndpoints } from ${JSON.stringify(source)};
    console.log(JSON.stringify(await askPasskeyEndpoints(${JSON.stringify(site)}, ${network})));`;
  return JSON.parse(await run(program, environment)) as unknown;
}

/** Asks as any program would that leaves everything to Node. */
function askPlainly(environment: Readonly<Record<string, string>>, asked = server): Promise<string> {
  const options = JSON.stringify({ host: '127.0.0.1', port: portOf(asked), servername: site });
  const program = `import { get } from 'node:https';
    get(${options}, () => { console.log('answered'); process.exit(0); }).on('error', ({ code }) => console.log(code));`;
  return run(program, environment);
}

const none = { state: 'none', reason: 'no-answer' };
const found = { state: 'found', endpoints: { enroll: `https://${site}/`, manage: null } };

describe('the environment of the process', () => {
  it.each([
    ['NODE_TLS_REJECT_UNAUTHORIZED', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['NODE_EXTRA_CA_CERTS', { NODE_EXTRA_CA_CERTS: certificateFile }],
    ['SSL_CERT_FILE', { NODE_OPTIONS: '--use-openssl-ca', SSL_CERT_FILE: certificateFile }],
  ])('N-07 %s makes a plain request of Node trust anybody, and not ours', async (_name, environment) => {
    expect(await askPlainly({})).toMatch(/^(?:DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE)/);
    expect(requests).toBe(0);
    expect(await askPlainly(environment)).toBe('answered');
    expect(requests).toBe(1);
    expect(await ask(environment)).toEqual(none);
    expect(requests).toBe(1);
    // And where the server is one to be trusted the same program does ask it.
    expect(await ask(environment, { ca: certificate })).toEqual(found);
    expect(requests).toBe(2);
  });

  it('N-07 no variable sends the request through a proxy', async () => {
    const address = `http://127.0.0.1:${portOf(proxy)}`;
    const environment = {
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: address,
      HTTPS_PROXY: address,
      https_proxy: address,
      ALL_PROXY: address,
    };
    expect(await askPlainly(environment)).not.toBe('answered');
    expect(proxied).toBe(1);
    expect(await ask(environment, { ca: certificate })).toEqual(found);
    expect(proxied).toBe(1);
  });

  it('N-07 no variable brings back versions of TLS that are broken', async () => {
    const old = createServer(
      { key, cert: certificate, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
      (_request, response) => response.end(),
    );
    await new Promise<void>((resolve) => void old.listen(0, '127.0.0.1', resolve));
    const environment = {
      NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    expect(await askPlainly(environment, old)).toBe('answered');
    expect(await ask(environment, { ca: certificate }, old)).toEqual(none);
    old.close();
  });

  it('N-07 SSLKEYLOGFILE is given no key of a connection', async () => {
    expect(await ask({ SSLKEYLOGFILE: keyLog }, { ca: certificate })).toEqual(found);
    expect(existsSync(keyLog)).toBe(false);
  });
});
