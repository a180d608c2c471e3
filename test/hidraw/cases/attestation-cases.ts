import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { PersonalityName } from '../../../src-virtual-key/personality.ts';
import { libfido2 } from '../fido2-token.ts';
import type { Lab, LabKey } from '../guest-lab.ts';

const pin = '123456';
const rpId = 'attestation.example';
const clientDataHash = createHash('sha256').update('client data').digest('base64');
const files = {
  input: '/tmp/fido2-in',
  created: '/tmp/fido2-created',
  key: '/tmp/fido2-key',
  signed: '/tmp/fido2-signed',
};

/** Members of what fido2-cred -M writes, one a line. */
interface Created {
  readonly lines: readonly string[];
  readonly format: string;
  readonly credentialId: string;
  /** Null for self attestation. */
  readonly certificate: X509Certificate | null;
}

/** Creates credentials and signs in with libfido2's programs on our virtual keys: libfido2 verifies what they sign and attest. */
export async function attestationCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('attestation: fido2-cred and fido2-assert on our virtual keys');

  await attested(lab, 'yubikey57', 'packed, by a certificate of a maker', (created) => {
    equal(created.format, 'packed');
    match(created.certificate?.subject ?? '', /Authenticator Attestation/);
  });
  await attested(lab, 'strict21', 'packed, by the credential itself', (created) => {
    deepEqual([created.format, created.certificate], ['packed', null]);
  });
  // Such a key takes its PIN for creating alone, and knows no option for it.
  await attested(
    lab,
    'ctap20',
    'of a key from before permissions',
    (created) => {
      equal(created.format, 'packed');
    },
    [],
  );

  const u2f = await lab.uhid({ personality: 'u2fOnly', seed: 97 }, 'approve');
  await check('-M -u, -V: a U2F key is attested as fido-u2f, and signs in', async () => {
    const created = await create(u2f, ['-u'], []);
    equal(created.format, 'fido-u2f');
    notEqual(created.certificate, null);
    await verifyCreated(created, []);
    await signIn(u2f, created, ['-u', '-p'], []);
    await verifySigned(['-p'], true);
  });

  await check('the virtual keys had no fault of their own', () => lab.clear());
}

async function attested(
  lab: Lab,
  personality: PersonalityName,
  title: string,
  look: (created: Created) => void,
  verified: readonly string[] = ['-v'],
): Promise<void> {
  const { check } = lab.checks;
  const key = await lab.uhid({ personality, seed: 96, pin }, 'approve');
  let created: Created | null = null;
  const made = (): Created => {
    ok(created, 'nothing was created');
    return created;
  };

  await check(`fido2-cred -M, -V: attestation ${title}`, async () => {
    created = await create(key, verified, [pin]);
    look(created);
    await verifyCreated(created, verified);
  });
  await check(`fido2-cred -V refuses it with another client data hash: ${title}`, async () => {
    const [, ...rest] = made().lines;
    const other = createHash('sha256').update('other data').digest('base64');
    writeFileSync(files.created, [other, ...rest, ''].join('\n'));
    const checked = await libfido2('fido2-cred', ['-V', ...verified, '-i', files.created]);
    notEqual(checked.status, 0);
  });
  await check(`fido2-assert -G, -V: the credential signs in: ${title}`, async () => {
    await signIn(key, made(), [...verified, '-p'], [pin]);
    await verifySigned([...verified, '-p'], true);
  });
  await check(`fido2-assert -V refuses a signature over other data: ${title}`, async () => {
    const lines = readFileSync(files.signed, 'utf8').split('\n');
    lines[0] = createHash('sha256').update('other data').digest('base64');
    writeFileSync(files.signed, lines.join('\n'));
    await verifySigned([...verified, '-p'], false);
  });
  await key.unplug();
}

async function create(key: LabKey, options: readonly string[], pins: readonly string[]): Promise<Created> {
  rmSync(files.created, { force: true });
  writeFileSync(files.input, [clientDataHash, rpId, 'hana', Buffer.from('user').toString('base64'), ''].join('\n'));
  const args = ['-M', ...options, '-i', files.input, '-o', files.created, key.node];
  const run = await libfido2('fido2-cred', args, pins);
  equal(run.status, 0, run.stdout);
  const lines = readFileSync(files.created, 'utf8').trim().split('\n');
  const [, , format = '', , credentialId = '', , certificate] = lines;
  return {
    lines,
    format,
    credentialId,
    certificate: certificate === undefined ? null : new X509Certificate(Buffer.from(certificate, 'base64')),
  };
}

/** Verifies a credential, and keeps its public key for what it signs. */
async function verifyCreated({ credentialId }: Created, options: readonly string[]): Promise<void> {
  rmSync(files.key, { force: true });
  const run = await libfido2('fido2-cred', ['-V', ...options, '-i', files.created, '-o', files.key]);
  equal(run.status, 0, run.stdout);
  const [id, ...pem] = readFileSync(files.key, 'utf8').split('\n');
  equal(id, credentialId);
  writeFileSync(files.key, pem.join('\n'));
}

async function signIn(
  key: LabKey,
  { credentialId }: Created,
  options: readonly string[],
  pins: readonly string[],
): Promise<void> {
  rmSync(files.signed, { force: true });
  writeFileSync(files.input, [clientDataHash, rpId, credentialId, ''].join('\n'));
  const args = ['-G', ...options, '-i', files.input, '-o', files.signed, key.node];
  const run = await libfido2('fido2-assert', args, pins);
  equal(run.status, 0, run.stdout);
}

async function verifySigned(options: readonly string[], isSound: boolean): Promise<void> {
  const run = await libfido2('fido2-assert', ['-V', ...options, '-i', files.signed, files.key]);
  equal(run.status === 0, isSound, run.stdout);
}
