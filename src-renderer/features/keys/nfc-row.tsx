import type { KeyFacts } from '../../../src-shared/domain/plugged-key.ts';
import { SettingRow } from '../../components/setting-row.tsx';
import { useTranslation } from '../../use-translation.tsx';

/** Renders whether NFC stays off until the key was plugged in, with the reason why that is not changed here; nothing where the key does not tell it. */
export function NfcRow({ facts: { details } }: { readonly facts: KeyFacts }) {
  const { t } = useTranslation();
  const restricted = details.vendor?.nfcRestricted ?? null;
  if (restricted === null) return null;
  return (
    <SettingRow
      name={t('facts.nfc-restricted')}
      value={t(restricted ? 'facts.yes' : 'facts.no')}
      meaning={t('facts.nfc-not-offered')}
    />
  );
}
