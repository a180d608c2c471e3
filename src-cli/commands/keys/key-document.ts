import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { advisoriesOf } from './key-advisories.ts';
import { serialNumber } from '../../program/key-reference.ts';
import type { KeyCandidate } from '../../program/select-key.ts';

/** Returns a key in the JSON of `keys` and `info` (docs/cli.md). Fields may be added, never renamed. */
export function keyDocument(t: Translate, { key, inventoryId, label }: KeyCandidate): Record<string, unknown> {
  const { facts } = key;
  const listing = facts?.capabilities.listPasskeys ?? { answer: 'unknown', reason: null };
  return {
    path: key.path,
    vendorId: key.vendorId,
    productId: key.productId,
    manufacturer: key.manufacturer,
    product: key.product,
    serialNumber: serialNumber(key),
    aaguid: facts?.aaguid ?? null,
    model: facts?.model ?? null,
    firmware: facts?.firmware ?? null,
    versions: facts?.versions ?? [],
    pin: {
      set: facts?.pin.set ?? null,
      retriesLeft: facts?.pin.retriesLeft ?? null,
      needsReplug: facts?.pin.needsReplug ?? null,
      blocked: facts?.pin.blocked ?? null,
      forceChange: facts?.pin.forceChange ?? null,
      minLength: facts?.pin.supported === true ? facts.pin.minLength : null,
    },
    passkeys: {
      existing: facts?.passkeys.existing ?? null,
      remaining: facts?.passkeys.remaining ?? null,
      canList: listing.answer === 'unknown' ? null : listing.answer === 'yes',
      reason: listing.reason,
    },
    inventoryId,
    label,
    state: key.state,
    simulated: key.simulated,
    advisories: advisoriesOf(key).map(({ advisory, state }) => ({
      id: advisory.id,
      state,
      severity: advisory.severity,
      url: advisory.url,
    })),
    problem: key.problem === null ? null : { kind: key.problem.kind, message: failureMessage(t, key.problem).text },
  };
}
