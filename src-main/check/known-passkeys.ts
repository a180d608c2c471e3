import type { RememberedPasskey } from '../../src-shared/check/check-question.ts';
import type { KeyCheck } from '../../src-shared/domain/check.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';

/** A remembered passkey, and the key on which it was seen. */
export interface PasskeyOfKey extends RememberedPasskey {
  readonly keyId: string;
}

/**
 * Lists the passkeys to ask a key for, those first whose silence means most: such as answered before, and are not hidden. Of a key that may
 * be one of several those of all: an answer then says which it is, and silence nothing.
 */
export function knownPasskeys(
  snapshot: InventorySnapshot | null,
  {
    candidates,
    isSure,
    earlier,
  }: { readonly candidates: readonly string[]; readonly isSure: boolean; readonly earlier: readonly KeyCheck[] },
): readonly PasskeyOfKey[] {
  const keys = new Set(candidates);
  const answered = new Set(earlier.flatMap((check) => check.answered));
  const passkeys = (snapshot?.enrolments ?? []).flatMap((enrolment): readonly PasskeyOfKey[] => {
    const { keyId, rpId, credentialId, vanishedAt, credProtect } = enrolment;
    if (!keys.has(keyId) || rpId === null || credentialId === null || vanishedAt !== null) return [];
    const answeredBefore = isSure && answered.has(credentialId);
    return [{ keyId, rpId, credentialId, hidden: credProtect === 3, answeredBefore }];
  });
  const rank = ({ answeredBefore, hidden }: PasskeyOfKey): number => (answeredBefore ? 0 : 1) + (hidden ? 2 : 0);
  return passkeys.toSorted((left, right) => rank(left) - rank(right));
}
