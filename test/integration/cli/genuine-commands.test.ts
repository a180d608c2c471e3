import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExampleMetadata, writeMetadataBlob } from '../../../src-virtual-key/attestation/metadata-blob.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { createVirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { cliHarness, type CliHarness, type CommandRun } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const { aaguid } = personalities.yubikey57;
const model = { aaguid, description: 'Example Key' };
const good: ExampleMetadata = { no: 7, nextUpdate: '2026-12-01', models: [model] };
const harnesses: CliHarness[] = [];

afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

function harnessWith(options: Partial<VirtualKeyOptions> = {}): CliHarness {
  const key = createVirtualKey({ personality: 'yubikey57', seed: 1, pin, touch: () => 'approve', ...options });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return harness;
}

/** Imports a list of models, as it is or after a change of its text. */
function importMetadata(
  harness: CliHarness,
  metadata: ExampleMetadata,
  change: (blob: string) => string = (blob) => blob,
): Promise<CommandRun> {
  const file = join(harness.folder, 'blob.jwt');
  writeFileSync(file, change(writeMetadataBlob(metadata)));
  return harness.run(['metadata', 'import', file, '--json']);
}

const genuine = (harness: CliHarness): Promise<CommandRun> =>
  harness.run(['genuine', '--json', '--pin-stdin'], { stdin: [pin] });

/** Returns exit status, verdict and reason. */
async function judged(harness: CliHarness): Promise<readonly unknown[]> {
  const run = await genuine(harness);
  const { verdict, reason } = documents.genuineDocument.parse(run.json());
  return [run.status, verdict, reason];
}

describe('genuine', () => {
  it('is what leads to a root of the maker for that very model; what was proved and what was not is said', async () => {
    const harness = harnessWith();
    expect((await importMetadata(harness, good)).status).toBe(0);
    expect(await judged(harness)).toEqual([0, 'genuine', 'chain-to-maker']);
    const { out, status } = await harness.run(['genuine'], { answers: [pin] });
    expect(status).toBe(0);
    expect(out).toContain('YubiKey 5 Series with NFC: Genuine');
    expect(out).toContain('• It holds an attestation key of its maker for this model: Example Key.');
    expect(out).toContain('• Nothing stayed on the key.');
    expect(out).toContain('• That its firmware has no weakness, that it is the very key that was sent to you');
    expect(out).toContain('List of models no. 7, the next one due on 2026-12-01.');
  });

  it('asks for the second touch in words of its own', async () => {
    const harness = harnessWith({ touch: () => 20 });
    const { err } = await harness.run(['genuine'], { answers: [pin] });
    expect(err).toContain('no key can be proved genuine: sparekey metadata import FILE');
    expect(err.match(/Touch the key that blinks/g)).toHaveLength(1);
    expect(err.match(/once more, to sign in/g)).toHaveLength(1);
  });

  it('nothing is proved without a list of models, or where that does not have the model', async () => {
    const harness = harnessWith();
    expect(await judged(harness)).toEqual([1, 'not-proved', 'no-metadata']);
    await importMetadata(harness, { ...good, models: [] });
    expect(await judged(harness)).toEqual([1, 'not-proved', 'model-unknown']);
  });

  it('a copy of all that a key says of itself is not genuine', async () => {
    const harness = harnessWith({ personality: 'imitation' });
    await importMetadata(harness, good);
    expect(await judged(harness)).toEqual([1, 'not-genuine', 'chain-elsewhere']);
    const { out } = await harness.run(['genuine', '--lang', 'ja'], { answers: [pin] });
    expect(out).toContain('正規品ではない');
    expect(out).toContain('購入先に確認してください。');
  });

  it.each([
    ['self', 'certificate-missing'],
    ['none', 'certificate-missing'],
  ] as const)('one that names the model and attests by %s is not genuine', async (attestation, reason) => {
    const harness = harnessWith({ personality: { ...personalities.yubikey57, attestation } });
    await importMetadata(harness, good);
    expect(await judged(harness)).toEqual([1, 'not-genuine', reason]);
  });

  it('one that attests as U2F does is found by the key of its certificate, or not at all', async () => {
    const harness = harnessWith({ personality: { ...personalities.yubikey57, attestation: 'fido-u2f' } });
    await importMetadata(harness, good);
    expect(await judged(harness)).toEqual([1, 'not-proved', 'model-unknown']);
    await importMetadata(harness, { ...good, no: 8, models: [{ aaguid: null, description: 'Example U2F Key' }] });
    expect(await judged(harness)).toEqual([0, 'genuine', 'chain-to-maker']);
  });

  it('a model that was revoked proves nothing; a weakness of a genuine one is named', async () => {
    const harness = harnessWith();
    await importMetadata(harness, { ...good, models: [{ ...model, reports: ['FIDO_CERTIFIED', 'REVOKED'] }] });
    expect(await judged(harness)).toEqual([1, 'not-proved', 'model-revoked']);
    const models = [{ ...model, reports: ['USER_KEY_PHYSICAL_COMPROMISE'] }];
    await importMetadata(harness, { ...good, no: 8, models });
    const run = await harness.run(['genuine'], { answers: [pin] });
    expect([run.status, run.out]).toEqual([
      0,
      expect.stringContaining('Reported of this model: its credentials can be stolen by whoever has it in hand.'),
    ]);
  });

  it('a list of models past its day is used, and said to be', async () => {
    const harness = harnessWith();
    await importMetadata(harness, { ...good, nextUpdate: '2026-01-01' });
    const { metadata } = documents.genuineDocument.parse((await genuine(harness)).json());
    expect(metadata).toEqual({ number: 7, nextUpdate: '2026-01-01', outOfDate: true, models: 1 });
    expect((await harness.run(['metadata'])).out).toContain('A later one was due on 2026-01-01');
  });

  it('a wrong PIN costs one try and proves nothing', async () => {
    const harness = harnessWith();
    const run = await harness.run(['genuine', '--json', '--pin-stdin'], { stdin: ['0000'] });
    const { error } = documents.errorDocument.parse(run.json());
    expect([run.status, error.kind, error.retriesLeft]).toEqual([4, 'pin-wrong', 7]);
  });

  it('a key that speaks U2F only is refused', async () => {
    const harness = harnessWith({ personality: 'u2fOnly' });
    const run = await genuine(harness);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'not-supported']);
  });
});

describe('sign-in-test', () => {
  it('says that it works, what was asked for, and that nothing stayed', async () => {
    const harness = harnessWith();
    const run = await harness.run(['sign-in-test', '--json', '--pin-stdin'], { stdin: [pin] });
    expect(documents.signInTestDocument.parse(run.json())).toMatchObject({
      works: true,
      faults: [],
      algorithm: -7,
      userVerified: true,
      leftNothing: true,
    });
    const { out, status } = await harness.run(['sign-in-test'], { answers: [pin] });
    expect([status, out.split('\n')]).toEqual([
      0,
      [
        'The sign-in test works: the key created a credential and signed in with it.',
        'The key verified its user at the registration (PIN or fingerprint).',
        'Nothing stayed on the key.',
      ],
    ]);
  });

  it('a key whose PIN is blocked is tried without it', async () => {
    const harness = harnessWith({ quirks: { pinTries: 1 } });
    await harness.run(['passkeys', '--pin-stdin', '--low-tries'], { stdin: ['0001'] });
    const run = await harness.run(['sign-in-test', '--json']);
    expect(documents.signInTestDocument.parse(run.json())).toMatchObject({ works: true, userVerified: false });
    expect(run.terminal.asked).toEqual([]);
  });
});

describe('metadata', () => {
  const kept = (harness: CliHarness): string => join(harness.folder, 'passkey-models.jwt');

  it('are imported, shown and removed', async () => {
    const harness = harnessWith();
    expect((await harness.run(['metadata'])).out).toBe('No list of models is kept.');
    const run = await importMetadata(harness, good);
    expect(documents.metadataImportDocument.parse(run.json())).toEqual({
      done: true,
      number: 7,
      nextUpdate: '2026-12-01',
      outOfDate: false,
      models: 1,
    });
    const shown = await harness.run(['metadata', 'show', '--json']);
    expect(documents.metadataDocument.parse(shown.json()).metadata).toMatchObject({ number: 7 });
    expect((await harness.run(['metadata', 'remove'])).out).toBe('The list of models was removed.');
    expect(existsSync(kept(harness))).toBe(false);
    expect((await harness.run(['metadata', 'remove', '--json'])).json()).toEqual({ done: false });
  });

  it.each<[string, ExampleMetadata, (blob: string) => string, string]>([
    [
      'changed after it was signed',
      good,
      (blob) => blob.replace(/\.([^.])/, (_, letter) => `.${letter === 'e' ? 'f' : 'e'}`),
      'signature-wrong',
    ],
    ['by a signer past its date', { ...good, signerLastYear: '25' }, (blob) => blob, 'chain-expired'],
    ['cut short', good, (blob) => blob.slice(0, blob.lastIndexOf('.')), 'not-a-blob'],
    ['no list of models at all', good, () => 'hello', 'not-a-blob'],
    ['with a model twice', { ...good, models: [model, model] }, (blob) => blob, 'duplicate-model'],
  ])('%s: refused, and what was kept stays', async (_, metadata, change, fault) => {
    const harness = harnessWith();
    await importMetadata(harness, good);
    const before = readFileSync(kept(harness), 'utf8');
    const run = await importMetadata(harness, metadata, change);
    const { error } = documents.errorDocument.parse(run.json());
    expect([run.status, error.kind, error.detail]).toEqual([2, 'input-invalid', `metadata-${fault}`]);
    expect(readFileSync(kept(harness), 'utf8')).toBe(before);
  });

  it('an older list is refused, the same one and a later one are taken', async () => {
    const harness = harnessWith();
    await importMetadata(harness, good);
    const older = await importMetadata(harness, { ...good, no: 6 });
    expect([older.status, documents.errorDocument.parse(older.json()).error.detail]).toEqual([
      2,
      'metadata-older-than-known',
    ]);
    expect((await importMetadata(harness, good)).status).toBe(0);
    expect((await importMetadata(harness, { ...good, no: 8 })).status).toBe(0);
  });

  it('a file that was changed since is not believed, and a new import takes its place', async () => {
    const harness = harnessWith();
    await importMetadata(harness, { ...good, no: 9 });
    const text = readFileSync(kept(harness), 'utf8');
    writeFileSync(kept(harness), text.slice(0, -8));
    const run = await genuine(harness);
    const { error } = documents.errorDocument.parse(run.json());
    expect([run.status, error.detail]).toEqual([2, 'metadata-signature-wrong']);
    expect((await importMetadata(harness, good)).status).toBe(0);
  });

  it('a file that is not there is named as such', async () => {
    const harness = harnessWith();
    const run = await harness.run(['metadata', 'import', join(harness.folder, 'none.jwt'), '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.detail]).toEqual([2, 'no-such-file']);
  });
});
