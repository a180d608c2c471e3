import { afterEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { caseKey, casePin, readCase, readSweep, removeCases, type SweptStep } from './key-case.ts';
import * as documents from './cli-schemas.ts';

/** For one command to a key that never answers, in milliseconds. */
const patience = 120_000;

afterEach(removeCases);

const errorOf = (run: { json(): unknown }) => documents.errorDocument.parse(run.json()).error;
const statusByteOf = (variant: Readonly<Record<string, string>>): number =>
  Number.parseInt(Object.values(variant)[0]?.slice(0, 2) ?? '', 16);

describe('keys that do not answer', () => {
  const hung = readCase('w1-hung-getinfo-keepalive');

  it(
    'w1-hung-getinfo-keepalive: keys lists it with its problem, status 5',
    async () => {
      const { run } = caseKey(hung);
      const listed = await run(['keys', '--json']);
      expect(listed.status).toBe(5);
      expect(documents.keysDocument.parse(listed.json()).keys).toMatchObject([
        { state: 'unreachable', problem: { kind: 'key-not-answering' }, passkeys: { canList: null } },
      ]);
      expect(listed.err).toContain('does not answer');
      expect(listed.err).not.toContain('U2F');
    },
    patience,
  );

  it.each([['passkeys'], ['info'], ['scan', '--as', 'new']])(
    'w1-hung-getinfo-keepalive: %s says that it does not answer',
    async (...step) => {
      const { run, key } = caseKey(hung);
      const ended = await run([...step, '--json']);
      expect([ended.status, errorOf(ended).kind]).toEqual([5, 'key-not-answering']);
      expect(key.log.pinBearing).toEqual([]);
    },
    patience,
  );

  it(
    'w1-hung-getinfo-keepalive: doctor has it as a problem, and it is not remembered',
    async () => {
      const { run } = caseKey(hung);
      const checked = await run(['doctor']);
      expect([checked.status, checked.out]).toEqual([1, expect.stringMatching(/^✗ .*does not answer/m)]);
      expect((await run(['inventory', 'remember'])).status).toBe(5);
      expect(documents.inventoryKeysDocument.parse((await run(['inventory', 'keys', '--json'])).json()).keys).toEqual(
        [],
      );
    },
    patience,
  );
});

describe('keys that refuse a deletion of what they still list', () => {
  it.each([
    ['w2-delete-2e-still-listed', 0x2e],
    ['w2-delete-22-still-listed', 0x22],
  ] as const)('%s: it is still there, and that is said', async (name, code) => {
    const personality = name === 'w2-delete-2e-still-listed' ? 'yubikey52' : 'strict21';
    const { run, key } = caseKey(readCase(name), {}, { personality });
    const before = documents.passkeysDocument.parse((await run(['passkeys', '--json'])).json());
    expect(before).toMatchObject({ complete: true, existing: 2 });
    const refused = await run(['passkeys', 'delete', '<first id>', '--yes', '--json']);
    expect([refused.status, errorOf(refused)]).toMatchObject([5, { kind: 'passkey-refused', stillListed: true }]);
    expect(refused.err).toContain(`0x${code.toString(16)}), and still lists it`);
    const after = documents.passkeysDocument.parse((await run(['passkeys', '--json'])).json());
    expect(after.passkeys).toEqual(before.passkeys);
    expect(key.state.pinRetries).toBe(8);
  });
});

describe('statuses without a reason', () => {
  const refusals = readCase('w3-owner-refuses-on-display');
  const commands: Readonly<Record<string, readonly string[]>> = {
    '0a:06': ['passkeys', 'delete', '<first id>', '--yes'],
    '0a:07': ['passkeys', 'rename', '<first id>', '--user-name', 'z'],
    '06:09': ['passkeys'],
    '0a:02': ['passkeys'],
    '0a:04': ['passkeys'],
    '06:04': ['pin', 'change'],
  };

  it.each(refusals.variants ?? [])(
    'w3-owner-refuses-on-display: %o is the owner’s own word or silence',
    async (variant) => {
      const { run, key } = caseKey(refusals, variant);
      const [step = ''] = Object.keys(variant);
      const ended = await run([...(commands[step] ?? []), '--json'], { answers: [casePin, 'another-1', 'another-1'] });
      const kind = statusByteOf(variant) === 0x27 ? 'touch-refused' : 'touch-timed-out';
      expect([ended.status, errorOf(ended).kind]).toEqual([6, kind]);
      expect(ended.err).not.toMatch(/defect|once more/);
      expect(key.log.destructive.filter(({ carriedOut }) => carriedOut)).toEqual([]);
      expect(key.log.pinBearing.length).toBe(1);
    },
  );

  const setPin = readCase('w3-setpin-36');
  it.each(setPin.variants ?? [])(
    'w3-setpin-36: %o is a refusal, and the key has no PIN afterwards',
    async (variant) => {
      const { run, key } = caseKey(setPin, variant, { withoutPin: true });
      const ended = await run(['pin', 'set', '--json'], { answers: ['135790', '135790'] });
      expect([ended.status, errorOf(ended).kind]).toEqual([5, 'key-refused']);
      expect([key.log.named('clientPin.setPin').length, key.state.pinSet]).toEqual([1, false]);
    },
  );

  const probe = readCase('w3-touch-probe-36');
  it.each(probe.variants ?? [])('w3-touch-probe-36: %o is no touch', async (variant) => {
    const personality = '01' in variant ? 'ctap20' : 'strict21';
    const { run } = caseKey(probe, variant, { personality, quirks: { capabilityFlags: 0x04 } });
    const ended = await run(['identify', '--json']);
    const kinds: Readonly<Record<number, readonly [number, string]>> = {
      0x32: [4, 'pin-blocked'],
      0x34: [4, 'pin-needs-replug'],
      0x35: [5, 'key-refused'],
      0x36: [5, 'not-supported'],
    };
    expect([ended.status, errorOf(ended).kind]).toEqual(kinds[statusByteOf(variant)]);
    expect(ended.out).not.toContain('"by"');
  });
});

describe('w3-status-sweep', () => {
  const credentials = [
    { rpId: 'webauthn.io', userName: 'alex' },
    { rpId: 'webauthn.io', userName: 'kim' },
    { rpId: 'example.org', userName: 'sam' },
  ];
  const noWink = { quirks: { capabilityFlags: 0x04 } };
  const commands: Readonly<Record<string, readonly [readonly string[], Parameters<typeof caseKey>[2]?]>> = {
    passkeys: [['passkeys']],
    'passkeys legacy': [['passkeys'], { personality: 'yubikey52' }],
    delete: [['passkeys', 'delete', '<first id>', '--yes']],
    rename: [['passkeys', 'rename', '<first id>', '--user-name', 'z']],
    'pin set': [['pin', 'set'], { withoutPin: true }],
    'pin change': [['pin', 'change']],
    'identify sel': [['identify'], noWink],
    'identify mc': [['identify'], { personality: 'ctap20', ...noWink }],
    scan: [['scan', '--as', 'new']],
  };

  /** Returns what a person is told; null where the command goes on. */
  function kindAt({ command, request }: SweptStep, status: number): string | null {
    if (status === 0x27) return 'touch-refused';
    if (status === 0x2f || status === 0x3a) return 'touch-timed-out';
    if (request.endsWith('getCredsMetadata')) return null;
    if (command.startsWith('identify') && (status === 0x33 || status === 0x36)) return 'not-supported';
    const ofPin = new Map([
      [0x32, 'pin-blocked'],
      [0x34, 'pin-needs-replug'],
    ]);
    const ofToken = new Map([...ofPin, [0x35, 'pin-not-set'], [0x37, 'pin-change-required']]);
    const meanings = command === 'delete' || command === 'rename' ? ofToken : ofPin;
    return (command === 'pin set' ? null : meanings.get(status)) ?? 'key-refused';
  }

  const sweep = readSweep();
  it('has 89 steps', () => expect(sweep).toHaveLength(89));

  it.each(sweep)('$command @$request $statuses', async (step) => {
    for (const status of step.statuses) {
      const [args, setup] = commands[step.command] ?? [[]];
      const { run, key } = caseKey({ credentials }, {}, setup);
      key.script.failNext(step.request, { status });
      const script = step.command === 'pin set' ? ['135790', '135790'] : [casePin, 'another-1', 'another-1'];
      const ended = await run([...args, '--json'], { answers: script });
      const told = ended.status === 0 ? null : errorOf(ended).kind;
      expect([status.toString(16), told]).toEqual([status.toString(16), kindAt(step, status)]);
      expect(key.log.destructive.filter(({ carriedOut }) => carriedOut)).toEqual([]);
    }
  });
});

describe('PIN rules', () => {
  const digits = readCase('w4-digits-only-pin');

  it('w4-digits-only-pin: no letters are promised, and the maker’s rules are named after the refusal', async () => {
    const { run, key } = caseKey(digits, {}, { withoutPin: true, quirks: { digitsOnlyPin: true } });
    const results = [];
    for (const typed of digits.typedPins ?? []) {
      const ended = await run(['pin', 'set', '--json'], { answers: [typed, typed] });
      results.push(ended.status === 0 ? 'set' : errorOf(ended).kind);
      expect(ended.err).not.toMatch(/Letters|letters/);
      expect(ended.err.includes('Token2')).toBe(results.at(-1) === 'pin-refused-by-policy');
    }
    expect(results).toEqual(['pin-too-short', 'pin-refused-by-policy', 'pin-refused-by-policy', 'set']);
    expect(key.state.pinSet).toBe(true);
  });
});

describe('counts', () => {
  it('w10-tries-after-another-program: what is shown is what the key says', async () => {
    const { run, key } = caseKey(readCase('w10-tries-after-another-program'));
    const wrong = await run(['passkeys', '--json'], { answers: ['wrong-pin'] });
    expect([errorOf(wrong).retriesLeft, key.state.pinRetries]).toEqual([7, 7]);
    expect((await run(['passkeys'])).status).toBe(0);
    const listed = documents.keysDocument.parse((await run(['keys', '--json'])).json());
    expect([listed.keys[0]?.pin.retriesLeft, key.state.pinRetries]).toEqual([8, 8]);
    const again = await run(['passkeys', '--json'], { answers: ['wrong-pin'] });
    expect([errorOf(again).retriesLeft, key.state.pinRetries]).toEqual([7, 7]);
  });

  const metadata = readCase('w11-metadata-refused');
  it.each(metadata.variants ?? [])(
    'w11-metadata-refused: %o, and everything is listed all the same',
    async (variant) => {
      const { run } = caseKey(metadata, variant);
      const listed = documents.passkeysDocument.parse((await run(['passkeys', '--json'])).json());
      expect(listed.passkeys).toHaveLength(2);
      expect(new Set(listed.passkeys.map(({ rpId }) => rpId))).toEqual(new Set(['example.org', 'webauthn.io']));
      expect(listed.complete).toBe(true);
      expect(listed.problems).toMatchObject([{ at: 'counts' }]);
      expect(listed.existing).toBe(variant['0a:01'] === '00a201000218c8' ? 2 : null);
    },
  );

  const tries = readCase('w12-tries-out-of-range');
  it.each(tries.variants ?? [])('w12-tries-out-of-range: %o is shown as given, or as not known', async (variant) => {
    const { run } = caseKey(tries, variant);
    const listed = documents.keysDocument.parse((await run(['keys', '--json'])).json());
    const given: Readonly<Record<string, number>> = { '00a1031903e8': 1000, '00a10318ff': 255 };
    expect(listed.keys[0]?.pin.retriesLeft).toBe(given[variant['06:01'] ?? ''] ?? null);
    expect((await run(['passkeys'])).status).toBe(0);
  });
});

describe('one typing, one PIN message', () => {
  const refused = readCase('w14-token-09-refused-though-announced');

  it.each(refused.variants ?? [])(
    'w14-token-09-refused-though-announced: %o is told, and 05 is left to the next typing',
    async (variant) => {
      const scripted = caseKey(refused, variant);
      const once = await scripted.run(['passkeys', '--json', '--pin-stdin'], { stdin: [casePin] });
      expect([once.status, errorOf(once).kind]).toEqual([4, 'pin-way-refused']);
      expect([errorOf(once).nextWay, once.err]).toEqual([
        'legacy-protocol-2',
        expect.stringContaining('--pin-way legacy-protocol-2'),
      ]);
      expect(scripted.key.log.pinBearing.map(({ name }) => name)).toEqual(['clientPin.getPinUvAuthTokenUsingPin']);
      const asked = caseKey(refused, variant, { quirks: { fullLegacyToken: true } });
      const twice = await asked.run(['passkeys', '--json'], { answers: [casePin, casePin] });
      expect(asked.key.log.pinBearing.map(({ name }) => name)).toEqual([
        'clientPin.getPinUvAuthTokenUsingPin',
        'clientPin.getPinToken',
      ]);
      expect([twice.status, asked.key.state.pinRetries]).toEqual([0, 8]);
      const named = caseKey(refused, variant, { quirks: { fullLegacyToken: true } });
      const way = ['--pin-stdin', '--pin-way', 'legacy-protocol-2'];
      expect((await named.run(['passkeys', ...way], { stdin: [casePin] })).status).toBe(0);
      expect(named.key.log.pinBearing.map(({ name }) => name)).toEqual(['clientPin.getPinToken']);
    },
  );
});

describe('names', () => {
  it('w9-credential-id-argument: hex of either case finds the passkey; an RP ID hash and an unknown ID do not', async () => {
    const { run, key } = caseKey(readCase('w9-credential-id-argument'));
    const id = toHex(key.state.credentials[0]?.id ?? new Uint8Array());
    for (const argument of [id, id.toUpperCase()]) {
      const renamed = await run(['passkeys', 'rename', argument, '--user-name', 'x', '--json']);
      expect(renamed.status).toBe(0);
    }
    const hash = '74a6ea9213c99c2f74b22492b320cf40262a94c1a950a0397f29250b60841ef0';
    expect((await run(['passkeys', 'delete', hash, '--yes'])).status).not.toBe(0);
    expect(key.state.credentials.length).toBe(2);
  });
});

describe('identity', () => {
  const shared = readCase('w15-shared-vendor-serial');
  it.each(shared.vendorSerial ?? [])(
    'w15-shared-vendor-serial: %i names no key: a second one is asked about',
    async (yubicoSerial) => {
      const [first = [], second = []] = shared.keys ?? [];
      const options = { personality: 'yubikey54', yubicoSerial } as const;
      const a = caseKey({ credentials: first }, {}, options);
      const b = caseKey({ credentials: second }, {}, { ...options, seed: 2 });
      expect((await a.run(['scan', '--as', 'new'])).status).toBe(0);
      a.harness.transport.unplug(a.key);
      a.harness.transport.plug(b.key);
      const asked = await a.run(['scan', '--json', '--pin-stdin'], { stdin: [casePin] });
      expect([asked.status, errorOf(asked).kind]).toEqual([2, 'usage']);
      const known = documents.inventoryKeysDocument.parse((await a.run(['inventory', 'keys', '--json'])).json());
      expect(known.keys).toHaveLength(1);
    },
  );

  it('11.10 one copied credential ID does not make a key another: it takes two services', async () => {
    const credentials = [
      { rpId: 'webauthn.io', userName: 'alex' },
      { rpId: 'example.org', userName: 'sam' },
    ];
    const own = caseKey({ credentials });
    expect((await own.run(['scan', '--as', 'new'])).status).toBe(0);
    expect((await own.run(['scan', '--json'])).status).toBe(0);
    const [copied] = own.key.state.credentials;
    const forged = createVirtualKey({
      personality: 'strict21',
      seed: 9,
      pin: casePin,
      credentials: [{ rpId: 'webauthn.io', userName: 'alex', userId: '0100', credentialId: copied?.id ?? '00' }],
    });
    own.harness.transport.unplug(own.key);
    own.harness.transport.plug(forged);
    const asked = await own.run(['scan', '--json', '--pin-stdin'], { stdin: [casePin] });
    expect([asked.status, errorOf(asked).kind]).toEqual([2, 'usage']);
  });

  it('11.10 a key that calls itself by the name of another is not chosen by it', async () => {
    const { run } = caseKey({ usb: { vendorId: '1209', productId: '0021' } }, {}, { usb: { serialNumber: 'Desk' } });
    const chosen = await run(['info', '--key', 'Desk', '--json']);
    expect([chosen.status, errorOf(chosen).kind]).toEqual([3, 'no-such-key']);
  });
});
