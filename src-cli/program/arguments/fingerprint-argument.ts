import {
  type Fingerprint,
  type FingerprintListing,
  longestFingerprintName,
} from '../../../src-shared/domain/fingerprint.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailed, UsageError } from '../command-failure.ts';

/** Finds the fingerprint that an argument names: by its ID, or by a name that only one has. Throws UsageError and CommandFailed. */
export function namedFingerprint(
  { t }: Pick<CommandContext, 't'>,
  { fingerprints }: FingerprintListing,
  argument: string,
): Fingerprint {
  const byId = fingerprints.find(({ templateId }) => templateId === argument.toLowerCase());
  if (byId !== undefined) return byId;
  const named = fingerprints.filter(({ name }) => name !== null && foldText(name) === foldText(argument));
  const [only] = named;
  if (only === undefined) throw new CommandFailed({ kind: 'fingerprint-not-found' });
  if (named.length > 1) {
    const ids = named.map(({ templateId }) => templateId).join(t('list.separator'));
    throw new UsageError(t('cli.usage.several-fingerprints', { count: named.length, ids }));
  }
  return only;
}

/** Returns a name for a fingerprint, before anything is asked of a key. Throws UsageError. */
export function requireFingerprintName({ t }: Pick<CommandContext, 't'>, name: string): string {
  const text = name.trim();
  if (text.length <= longestFingerprintName) return text;
  throw new UsageError(t('cli.usage.fingerprint-name', { most: longestFingerprintName }));
}
