import { compareVersions } from '../lib/compare-versions.ts';
import { versionOf } from '../lib/model-facts.ts';
import type { DraftFinding, ReadQuestion } from './check-question.ts';

/**
 * USB vendor numbers that every FIDO2 key of a maker has, by its name in the catalogue: as libfido2's udev rules (Yubico) and Nitrokey's own
 * list of USB numbers have them. Makers who sell keys on another's boards are left out: of Google's Titan some say 18d1, some 096e.
 */
const vendorNumbers: Readonly<Record<string, number>> = {
  Yubico: 0x1050,
  Nitrokey: 0x20a0,
};
const yubico = 0x1050;

/** Lists what contradicts itself in the facts of a key. Each may have another reason than that it is a copy, and their absence proves nothing. */
function contradictions({ key, facts, reading, model }: ReadQuestion): readonly string[] {
  const found: string[] = [];
  const expected = model === null ? undefined : vendorNumbers[model.vendor];
  // The AAGUID of a maker on another's USB numbers, or a maker's USB numbers around other firmware.
  if (expected !== undefined && key.vendorId !== expected) found.push('usb-vendor');
  if (key.vendorId === yubico && model?.vendor !== 'Yubico') found.push('foreign-firmware');
  if (key.vendorId === yubico && reading.vendor === null) found.push('no-vendor-answer');
  const ofVendor = versionOf(facts.firmware);
  const ofInfo = versionOf(reading.info?.firmware ?? null);
  if (ofVendor !== null && ofInfo !== null && compareVersions(ofVendor, ofInfo) !== 0) found.push('firmware-twice');
  const ofInit = versionOf(facts.ctaphid.version);
  if (key.vendorId === yubico && ofVendor !== null && ofInit !== null && compareVersions(ofVendor, ofInit) !== 0) {
    found.push('firmware-init');
  }
  if (isOutside(facts.firmware, model?.firmware ?? null)) found.push('firmware-of-model');
  if (model?.fingerprint === false && (reading.info?.fingerprints ?? null) !== null) found.push('fingerprint-sensor');
  if (model?.fingerprint === true && reading.info?.fingerprints === null) found.push('no-fingerprint-sensor');
  return found;
}

/** Finds whether what the key says of itself can be true of one model. */
export function ownFactsFinding(question: ReadQuestion): DraftFinding {
  const signs = contradictions(question);
  const unusual = question.facts.findings.filter(({ kind }) => kind === 'inconsistent').length;
  const finding = (variant: string, state: DraftFinding['state']): DraftFinding => ({
    point: 'own-facts',
    variant,
    state,
    strength: 'sign',
    values: { signs: signs.join(' '), count: signs.length, unusual },
  });
  if (signs.length > 0) return finding('contradict', 'failed');
  if (question.model === null) return finding('not-comparable', 'unknown');
  return finding(unusual > 0 ? 'unusual' : 'agree', unusual > 0 ? 'notice' : 'ok');
}

/** Checks whether a firmware is outside of the range that carries an AAGUID; "5.4.x" is any patch of 5.4. */
function isOutside(
  firmware: string | null,
  range: { readonly min: string; readonly max: string | null } | null,
): boolean {
  const version = versionOf(firmware);
  const lowest = versionOf(range?.min ?? null);
  if (version === null || lowest === null) return false;
  if (compareVersions(version, lowest) < 0) return true;
  const highest = versionOf(range?.max?.replace(/\.x$/, '') ?? null);
  return highest !== null && compareVersions(version.slice(0, highest.length), highest) > 0;
}
