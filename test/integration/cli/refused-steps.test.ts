import { expect, it } from 'vitest';
import { createVirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const general = [0x17, 0x18, 0x22, 0x27, 0x28, 0x2e, 0x2f, 0x3a];
const ofToken = [0x27, 0x2f, 0x31, 0x32, 0x34, 0x35, 0x37, 0x3a];
const noWink = { capabilityFlags: 0x04 };

/** Statuses that no key has a reason to give at these steps. */
const cases: readonly {
  readonly command: readonly string[];
  readonly key?: Partial<VirtualKeyOptions>;
  readonly answers?: readonly string[];
  readonly step: string;
  readonly statuses: readonly number[];
}[] = [
  { command: ['passkeys'], step: 'clientPin.getKeyAgreement', statuses: general },
  { command: ['passkeys'], step: 'clientPin.getPinUvAuthTokenUsingPin', statuses: general },
  // Other refusals of the counts alone do not keep from listing.
  { command: ['passkeys'], step: 'credentialManagement.getCredsMetadata', statuses: [0x27, 0x2f, 0x3a] },
  { command: ['passkeys'], step: 'credentialManagement.enumerateRpsBegin', statuses: general },
  { command: ['passkeys'], step: 'credentialManagement.enumerateRpsGetNext', statuses: general },
  { command: ['passkeys'], step: 'credentialManagement.enumerateCredentialsBegin', statuses: general },
  { command: ['passkeys'], key: { personality: 'yubikey52' }, step: 'clientPin.getPinToken', statuses: general },
  {
    command: ['passkeys', 'delete', 'ID', '--yes'],
    step: 'credentialManagement.deleteCredential',
    statuses: [...general, ...ofToken, 0x7f],
  },
  {
    command: ['passkeys', 'rename', 'ID', '--user-name', 'new'],
    step: 'credentialManagement.updateUserInformation',
    statuses: [...general, ...ofToken, 0x7f],
  },
  {
    command: ['pin', 'change'],
    answers: [pin, '13579', '13579'],
    step: 'clientPin.changePin',
    statuses: [...general, 0x36, 0x38, 0x7f],
  },
  {
    command: ['settings', 'set', 'min-pin-length', '8', '--yes'],
    step: 'config.setMinPinLength',
    statuses: [...general, ...ofToken, 0x36, 0x7f],
  },
  { command: ['identify'], key: { quirks: noWink }, step: 'selection', statuses: [...general, ...ofToken, 0x33, 0x36] },
];

it.each(cases)('$command refused at $step: never a defect of ours, and in doubt only where it is', async (one) => {
  for (const status of new Set(one.statuses)) {
    const owner = createVirtualKey({
      personality: 'strict21',
      seed: 1,
      pin,
      credentials: someCredentials(2, 3),
      ...one.key,
    });
    const harness = cliHarness([owner]);
    const id = toHex(owner.state.credentials[0]?.id ?? new Uint8Array());
    owner.script.failNext(one.step, { status });
    const args = one.command.map((word) => (word === 'ID' ? id : word));
    const run = await harness.run([...args, '--json'], { answers: [...(one.answers ?? [pin])] });
    harness.remove();
    const at = `${one.step} ${status.toString(16)}`;
    // An enumeration that ends with "no credentials" is an empty list.
    expect(run.status !== 0 || status === 0x2e, at).toBe(true);
    if (run.status === 0) continue;
    const { kind } = documents.errorDocument.parse(run.json()).error;
    expect(run.status, at).not.toBe(70);
    expect(run.status === 8, at).toBe(status === 0x7f);
    expect(kind === 'outcome-unknown', at).toBe(status === 0x7f);
    expect(
      owner.log.destructive.filter(({ carriedOut }) => carriedOut),
      at,
    ).toEqual([]);
  }
});
