import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac, hkdfSync } from 'node:crypto';
import { Decoder, Encoder } from 'cbor-x';
import type { VirtualKeyPort } from '../../src-virtual-key/virtual-key.ts';

/*
 * A second, tiny host for tests of the virtual key: own frames, own PIN protocols and a CBOR library that neither the
 * virtual key nor the program's reader uses, so that a mistake has to be made twice to stay unseen.
 */

const codec = { mapsAsObjects: false, useRecords: false, tagUint8Array: false, variableMapSize: true } as const;
const encoder = new Encoder(codec);
const decoder = new Decoder(codec);

export type Plain = number | string | boolean | Uint8Array | readonly Plain[] | ReadonlyMap<number | string, Plain>;

/** Encodes a map whose members the caller has put in canonical order. */
export function encode(value: Plain): Uint8Array {
  return Uint8Array.from(encoder.encode(value));
}

export function map(...entries: readonly (readonly [number | string, Plain])[]): ReadonlyMap<number | string, Plain> {
  return new Map(entries);
}

export interface RawMessage {
  readonly channel: number;
  readonly command: number;
  readonly payload: Uint8Array;
}

export interface CtapAnswer {
  readonly status: number;
  readonly body: ReadonlyMap<number | string, unknown>;
  readonly raw: Uint8Array;
}

export class RawClient {
  readonly reports: Uint8Array[] = [];
  readonly keepalives: number[] = [];
  channel = 0xffffffff;
  readonly #port: VirtualKeyPort;

  constructor(port: VirtualKeyPort) {
    this.#port = port;
    port.onReport((report) => void this.reports.push(report.slice()));
  }

  sendRaw(report: Uint8Array): void {
    this.#port.receive(report);
  }

  /** Writes one report that begins with `digits`, zero padded. */
  sendHex(digits: string): void {
    const report = new Uint8Array(this.#port.reportSize);
    report.set(Buffer.from(digits, 'hex'));
    this.sendRaw(report);
  }

  send(channel: number, command: number, payload: Uint8Array): void {
    const size = this.#port.reportSize;
    let rest = payload;
    for (let index = -1; index < 0 || rest.length > 0; index++) {
      const head =
        index < 0
          ? [...word(channel), 0x80 | command, payload.length >> 8, payload.length & 0xff]
          : [...word(channel), index];
      const report = new Uint8Array(size);
      report.set(head);
      const room = size - head.length;
      report.set(rest.subarray(0, room), head.length);
      rest = rest.subarray(room);
      this.sendRaw(report);
    }
  }

  /** Waits until promises are settled and returns the next whole message on the channel, keepalives set aside; null if none. */
  async receive(channel = this.channel): Promise<RawMessage | null> {
    await settle();
    for (;;) {
      const first = this.#shift(channel);
      if (first === null) return null;
      const command = (first[4] ?? 0) & 0x7f;
      const length = (first[5] ?? 0) * 256 + (first[6] ?? 0);
      const content = [...first.subarray(7)];
      for (let sequence = 0; content.length < length; sequence++) {
        const next = this.#shift(channel);
        if (next === null || next[4] !== sequence) throw new Error(`continuation ${sequence} is missing`);
        content.push(...next.subarray(5));
      }
      const payload = Uint8Array.from(content.slice(0, length));
      if (command !== 0x3b) return { channel, command, payload };
      this.keepalives.push(payload[0] ?? -1);
    }
  }

  #shift(channel: number): Uint8Array | null {
    const index = this.reports.findIndex((report) => number(report, 0) === channel);
    return index === -1 ? null : (this.reports.splice(index, 1)[0] ?? null);
  }

  async init(): Promise<RawMessage> {
    const nonce = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    this.send(0xffffffff, 0x06, nonce);
    const reply = await this.receive(0xffffffff);
    if (reply === null) throw new Error('no answer to INIT');
    this.channel = number(reply.payload, 8);
    return reply;
  }

  /** Sends a CTAP command and gives back the CTAPHID message that came, whatever it is. */
  async exchange(command: number, payload: Uint8Array): Promise<RawMessage> {
    this.send(this.channel, command, payload);
    const reply = await this.receive();
    if (reply === null) throw new Error('no answer');
    return reply;
  }

  start(command: number, request: Plain | null = null): void {
    const body = request === null ? new Uint8Array() : encode(request);
    this.send(this.channel, 0x10, Uint8Array.from([command, ...body]));
  }

  async finish(): Promise<CtapAnswer> {
    const reply = await this.receive();
    if (reply === null) throw new Error('no answer');
    if (reply.command !== 0x10) throw new Error(`CTAPHID command ${reply.command}, payload ${hex(reply.payload)}`);
    const raw = reply.payload.slice(1);
    const body: unknown = raw.length === 0 ? new Map() : decoder.decode(raw);
    if (!(body instanceof Map)) throw new Error('the answer is no map');
    return { status: reply.payload[0] ?? -1, body, raw };
  }

  async ctap(command: number, request: Plain | null = null): Promise<CtapAnswer> {
    this.start(command, request);
    return this.finish();
  }

  /** Derives a shared secret with the key. */
  async agree(protocol: 1 | 2): Promise<HostAgreement> {
    const { body } = await this.ctap(0x06, map([1, protocol], [2, 2]));
    const key = body.get(1);
    if (!(key instanceof Map)) throw new Error('no key agreement key');
    return new HostAgreement(protocol, bytes(key.get(-2)), bytes(key.get(-3)));
  }

  async setPin(protocol: 1 | 2, pin: string): Promise<number> {
    const agreement = await this.agree(protocol);
    const newPinEnc = agreement.encrypt(paddedPin(pin));
    const param = agreement.authenticate(agreement.secret, newPinEnc);
    const request = map([1, protocol], [2, 3], [3, agreement.coseKey], [4, param], [5, newPinEnc]);
    return (await this.ctap(0x06, request)).status;
  }

  async changePin(protocol: 1 | 2, oldPin: string, newPin: string): Promise<number> {
    const agreement = await this.agree(protocol);
    const newPinEnc = agreement.encrypt(paddedPin(newPin));
    const pinHashEnc = agreement.encrypt(pinHash(oldPin));
    const param = agreement.authenticate(agreement.secret, Uint8Array.from([...newPinEnc, ...pinHashEnc]));
    const request = map([1, protocol], [2, 4], [3, agreement.coseKey], [4, param], [5, newPinEnc], [6, pinHashEnc]);
    return (await this.ctap(0x06, request)).status;
  }

  /** Asks for a token; permissions null uses the old subcommand 05. */
  async token(
    protocol: 1 | 2,
    pin: string,
    permissions: number | null,
    rpId?: string,
  ): Promise<{ readonly status: number; readonly token: HostToken | null }> {
    const agreement = await this.agree(protocol);
    const entries: [number, Plain][] = [
      [1, protocol],
      [2, permissions === null ? 5 : 9],
      [3, agreement.coseKey],
      [6, agreement.encrypt(pinHash(pin))],
    ];
    if (permissions !== null) entries.push([9, permissions]);
    if (rpId !== undefined) entries.push([10, rpId]);
    const { status, body } = await this.ctap(0x06, map(...entries));
    if (status !== 0) return { status, token: null };
    return { status, token: new HostToken(agreement, agreement.decrypt(bytes(body.get(2)))) };
  }

  /** Sends a credential management command with a param over the given bytes. */
  async manage(
    token: HostToken,
    subCommand: number,
    params: ReadonlyMap<number | string, Plain> | null = null,
    command = 0x0a,
  ): Promise<CtapAnswer> {
    const body = params === null ? new Uint8Array() : encode(params);
    const param = token.authenticate(Uint8Array.from([subCommand, ...body]));
    const entries: [number, Plain][] = [[1, subCommand]];
    if (params !== null) entries.push([2, params]);
    entries.push([3, token.agreement.protocol], [4, param]);
    return this.ctap(command, map(...entries));
  }

  /** Lists everything the plain way: all RPs, then the credentials of each. */
  async list(token: HostToken, command = 0x0a): Promise<{ rpId: unknown; credentials: CtapAnswer['body'][] }[]> {
    const first = await this.manage(token, 2, null, command);
    if (first.status === 0x2e) return [];
    const rps = [first.body];
    for (let index = 1; index < Number(first.body.get(5)); index++) {
      rps.push((await this.ctap(command, map([1, 3]))).body);
    }
    const result: { rpId: unknown; credentials: CtapAnswer['body'][] }[] = [];
    for (const entry of rps) {
      const begin = await this.manage(token, 4, map([1, bytes(entry.get(4))]), command);
      const credentials = [begin.body];
      for (let index = 1; index < Number(begin.body.get(9)); index++) {
        credentials.push((await this.ctap(command, map([1, 5]))).body);
      }
      const rp = entry.get(3);
      result.push({ rpId: rp instanceof Map ? rp.get('id') : null, credentials });
    }
    return result;
  }
}

export class HostToken {
  readonly agreement: HostAgreement;
  readonly bytes: Uint8Array;

  constructor(agreement: HostAgreement, tokenBytes: Uint8Array) {
    this.agreement = agreement;
    this.bytes = tokenBytes;
  }

  authenticate(message: Uint8Array): Uint8Array {
    return this.agreement.authenticate(this.bytes, message);
  }
}

/** The host's side of key agreement. */
export class HostAgreement {
  readonly protocol: 1 | 2;
  readonly secret: Uint8Array;
  readonly coseKey: ReadonlyMap<number | string, Plain>;

  constructor(protocol: 1 | 2, x: Uint8Array, y: Uint8Array, privateKey?: Uint8Array) {
    this.protocol = protocol;
    const ecdh = createECDH('prime256v1');
    if (privateKey === undefined) ecdh.generateKeys();
    else ecdh.setPrivateKey(privateKey);
    const z = ecdh.computeSecret(Uint8Array.from([4, ...x, ...y]));
    this.secret = protocol === 1 ? sha256(z) : Uint8Array.from([...hkdf(z, 'HMAC'), ...hkdf(z, 'AES')]);
    const point = Uint8Array.from(ecdh.getPublicKey());
    this.coseKey = map([1, 2], [3, -25], [-1, 1], [-2, point.slice(1, 33)], [-3, point.slice(33)]);
  }

  encrypt(plaintext: Uint8Array): Uint8Array {
    const iv = this.protocol === 1 ? new Uint8Array(16) : new Uint8Array(16).fill(0x5a);
    const aes = createCipheriv('aes-256-cbc', this.#aesKey(), iv).setAutoPadding(false);
    const ciphertext = [...aes.update(plaintext), ...aes.final()];
    return Uint8Array.from(this.protocol === 1 ? ciphertext : [...iv, ...ciphertext]);
  }

  decrypt(ciphertext: Uint8Array): Uint8Array {
    const iv = this.protocol === 1 ? new Uint8Array(16) : ciphertext.subarray(0, 16);
    const rest = this.protocol === 1 ? ciphertext : ciphertext.subarray(16);
    const aes = createDecipheriv('aes-256-cbc', this.#aesKey(), iv).setAutoPadding(false);
    return Uint8Array.from([...aes.update(rest), ...aes.final()]);
  }

  authenticate(key: Uint8Array, message: Uint8Array): Uint8Array {
    const mac = createHmac('sha256', this.protocol === 1 ? key : key.subarray(0, 32))
      .update(message)
      .digest();
    return Uint8Array.from(this.protocol === 1 ? mac.subarray(0, 16) : mac);
  }

  #aesKey(): Uint8Array {
    return this.protocol === 1 ? this.secret : this.secret.subarray(32);
  }
}

export function sha256(message: Uint8Array | string): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(message).digest());
}

export function pinHash(pin: string): Uint8Array {
  return sha256(Buffer.from(pin.normalize('NFC'))).slice(0, 16);
}

export function paddedPin(pin: string): Uint8Array {
  const padded = new Uint8Array(64);
  padded.set(Buffer.from(pin.normalize('NFC')));
  return padded;
}

export function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}

export function unhex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

export function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('no byte string');
  return Uint8Array.from(value);
}

export function mapOf(value: unknown): ReadonlyMap<unknown, unknown> {
  if (!(value instanceof Map)) throw new Error('no map');
  return new Map<unknown, unknown>(value);
}

/** Waits until promise chains have ended. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function hkdf(key: Uint8Array, name: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(32), `CTAP2 ${name} key`, 32));
}

function word(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function number(source: Uint8Array, offset: number): number {
  return new DataView(source.buffer, source.byteOffset).getUint32(offset);
}
