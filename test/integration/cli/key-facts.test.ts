import { afterEach, describe, expect, it } from 'vitest';
import type { CborValue } from '../../../src-virtual-key/codec/cbor-types.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

const key = (options: Partial<VirtualKeyOptions> = {}): VirtualKey =>
  createVirtualKey({ personality: 'strict21', seed: 1, pin, ...options });

function withKeys(...keys: VirtualKey[]): CliHarness {
  const harness = cliHarness(keys);
  harnesses.push(harness);
  return harness;
}

describe('info', () => {
  it('says in words what the key tells, and of the rest that it is not stated', async () => {
    const members = new Map<number, CborValue>([
      [0x12, 2],
      [0x13, new Map([['FIDO', 1]])],
      [0x18, false],
    ]);
    const run = await withKeys(key({ quirks: { extraInfoMembers: members } })).run(['info']);
    expect(run.status).toBe(0);
    expect(run.out).toMatch(/Ways of verification +fingerprint$/m);
    expect(run.out).toMatch(/Certifications it claims +FIDO L1$/m);
    expect(run.out).toMatch(/Long touch for a reset +can be switched on$/m);
    expect(run.out).toMatch(/Fingerprint uses since the last PIN +not stated$/m);
    expect(run.out).toMatch(/List passkeys +yes$/m);
  });

  it('gives a reason in words for what cannot be done', async () => {
    const { pin: _, ...without } = { pin, personality: 'strict21', seed: 2 } as const;
    const run = await withKeys(createVirtualKey(without)).run(['info']);
    expect(run.out.replaceAll(/\s+/g, ' ')).toContain('List passkeys no – This key has no PIN yet.');
    expect(run.out).not.toContain('no-pin-set');
  });

  it('gives further members raw with --json, null where the key did not send them', async () => {
    const run = await withKeys(key()).run(['info', '--json']);
    const { details } = documents.infoDocument.parse(run.json());
    expect(details).toMatchObject({ maxCredentialIdLength: 128, uvModality: null, uvRetries: null, vendor: null });
  });

  it('asks for the fingerprint tries only where fingerprints are set up, and a PIN try is not spent', async () => {
    const bare = createVirtualKey({ personality: 'bio', seed: 3, pin });
    const enrolled = createVirtualKey({ personality: 'bio', seed: 4, pin, fingerprints: ['Right thumb'] });
    const triesOf = async (one: VirtualKey) => {
      const run = await withKeys(one).run(['info', '--json']);
      return documents.infoDocument.parse(run.json()).details?.uvRetries;
    };
    expect(await triesOf(bare)).toBeNull();
    expect(await triesOf(enrolled)).toBe(enrolled.state.uvRetries);
    expect([bare.log.pinBearing, enrolled.log.pinBearing]).toEqual([[], []]);
  });

  it('with --redacted says nothing that names the key', async () => {
    const yubikey = createVirtualKey({ personality: 'yubikey57', seed: 5, pin, yubicoSerial: 24_310_902 });
    const harness = withKeys(yubikey);
    const run = await harness.run(['info', '--redacted', '--json']);
    const { facts } = documents.redactedDocument.parse(run.json());
    const text = JSON.stringify(facts);
    expect(text).toContain('Firmware');
    for (const left of ['24310902', 'virtual-key', '/dev/']) expect(text).not.toContain(left);
    expect((await harness.run(['info', '--redacted'])).out).not.toContain('24310902');
  });
});

describe('passkeys --details', () => {
  it('shows every fact, and a user handle that looks like personal data', async () => {
    const personal = {
      rpId: 'example.org',
      userId: new TextEncoder().encode('hana@mail.example'),
      userName: 'hana',
      userDisplayName: 'Hana',
    };
    const harness = withKeys(key({ credentials: [personal] }));
    const run = await harness.run(['passkeys', '--details'], { answers: [pin] });
    expect(run.out).toMatch(/Algorithm +ES256 \(-7\)$/m);
    expect(run.out).toContain('looks like a mail address');
    const json = await harness.run(['passkeys', '--json', '--pin-stdin'], { stdin: [pin] });
    const parsed = json.json() as { passkeys: readonly { personalData: string | null }[] };
    expect(parsed.passkeys.map(({ personalData }) => personalData)).toEqual(['mail-address']);
  });
});
