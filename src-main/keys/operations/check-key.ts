import type { CheckReading, VendorReading } from '../../../src-shared/domain/check-reading.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { firmwareText } from '../../vendor/firmware-text.ts';
import type { VendorInfo } from '../../vendor/vendor-info.ts';
import { askKnownPasskeys } from '../ask-known-passkeys.ts';
import { echoMessages } from '../echo-messages.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { readVendor } from '../read-vendor.ts';

/**
 * Reads what the issue check needs of a key that was read before: echoes, vendor's information, answers for known passkeys. Throws as reading
 * does for a key that is gone, busy or silent; one that breaks the echo is told in the reading.
 */
export async function run(opened: OpenedKey, { known }: RunInput<'check-key'>): Promise<OutputOf<'check-key'>> {
  const { session, record } = opened;
  const before = session.channel.transactions;
  const vendor = await readVendor(opened);
  const answers = record.info === null ? [] : await askKnownPasskeys(opened, record.info, known);
  // Last: a key that stumbles over it has told everything else by then.
  const transport = await echoMessages(opened);
  return {
    info: record.info === null ? null : infoReading(opened, record.info),
    vendor: vendor === null ? null : vendorReading(vendor),
    transport,
    known: answers,
    transactions: session.channel.transactions - before,
  };
}

function infoReading({ record: { device } }: OpenedKey, info: AuthenticatorInfo): CheckReading['info'] {
  return {
    minPinLength: info.options.has('clientPin') ? info.minPinLength : null,
    alwaysUv: info.options.get('alwaysUv') ?? null,
    fingerprints: info.options.get('bioEnroll') ?? info.options.get('userVerificationMgmtPreview') ?? null,
    enterpriseAttestation: info.options.get('ep') ?? null,
    longTouchForReset: info.longTouchForReset,
    remaining: info.remainingDiscoverableCredentials,
    firmware: firmwareText({ vendorId: device.vendorId, aaguid: toHex(info.aaguid) }, info.firmwareVersion),
  };
}

function vendorReading({ vendor, serial, firmware, fips, ...more }: VendorInfo): VendorReading {
  const { nfcRestricted, configLocked, switchedOff } = more;
  return { vendor, serial, firmware, fips, nfcRestricted, configLocked, switchedOff };
}
