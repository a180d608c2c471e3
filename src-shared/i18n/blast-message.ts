import type { BlastRadius } from '../coverage/coverage-key.ts';
import type { Translate } from './translator.ts';

/** Formats how many accounts would be lost with one thing, by the accounts through which they are; `nameOf` names those. */
export function blastMessage(
  t: Translate,
  name: string,
  { direct, through }: BlastRadius,
  nameOf: (accountId: string) => string,
): string {
  const parts = [
    ...(direct === 0 ? [] : [t('chain.blast.direct', { count: direct })]),
    ...through.map(({ accountId, count }) => t('chain.blast.through', { count, account: nameOf(accountId) })),
  ];
  return t('chain.blast', {
    name,
    parts: parts.length === 0 ? t('chain.blast.none') : parts.join(t('list.separator')),
  });
}
