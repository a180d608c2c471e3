import { isRecorded } from '../coverage/cell-of.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import { type LossImpact, lossImpacts } from '../domain/loss-impact.ts';
import { simulateLoss } from '../coverage/simulate-loss.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { KeyFacts, PluggedKey } from '../domain/plugged-key.ts';
import type { SettingName } from '../domain/setting-change.ts';
import { displayText } from '../lib/display-text.ts';
import { tellingSerial } from '../lib/vendor-serial.ts';

/** An account that a reset takes a key from, and what opens it afterwards. */
export interface ResetAccount {
  readonly accountId: string;
  readonly name: string;
  readonly lossImpact: LossImpact;
  /** Labels of keys and names of other ways in that are known to open it still. */
  readonly opensWith: readonly string[];
  /** The key is registered there: what is left of it is removed at the service. */
  readonly registered: boolean;
}

/** Lists what would become of every account that a key opens, or that hangs on one, worst first. */
export function accountsAfterReset(
  report: CoverageReport,
  keyId: string,
  keys: readonly InventoryKey[],
  nameOfAccount: (accountId: string) => string,
): readonly ResetAccount[] {
  const labels = new Map(keys.map(({ id, label }) => [id, label]));
  const after = simulateLoss(report, { keyIds: [keyId] }).touched.map((one) => ({
    accountId: one.account.accountId,
    name: nameOfAccount(one.account.accountId),
    lossImpact: one.lossImpact,
    opensWith: [...one.keyIds.map((id) => labels.get(id) ?? id), ...one.otherWaysIn.map(({ name }) => name)],
    registered: one.account.cells.some((cell) => cell.keyId === keyId && isRecorded(cell)),
  }));
  return lossImpacts.flatMap((lossImpact) => after.filter((one) => one.lossImpact === lossImpact));
}

/** Lists the settings that are not as a key has them when it is new, as far as that is known. */
export function goneSettings(facts: KeyFacts | null): readonly SettingName[] {
  return (facts?.settings ?? []).filter(({ value }) => value === true).map(({ name }) => name);
}

/** Digits at the end of a serial number that are typed. */
const typedDigits = 4;

/** Returns what is typed to confirm a reset: the label of the key, else the end of its serial number, else what it calls itself. */
export function nameToType({ facts }: Pick<PluggedKey, 'facts'>, label: string | null, look: string): string {
  if (label !== null) return displayText(label, 60);
  return tellingSerial(facts?.vendorSerial ?? null)?.slice(-typedDigits) ?? look;
}
