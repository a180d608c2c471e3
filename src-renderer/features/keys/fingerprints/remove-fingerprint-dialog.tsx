import type { Fingerprint, FingerprintListing } from '../../../../src-shared/domain/fingerprint.ts';
import { fingerprintText } from '../../../../src-shared/i18n/fingerprint-message.ts';
import { api } from '../../../api.ts';
import { useKeyName } from '../../../components/use-key-name.ts';
import { settle } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { RemoveFromKeyDialog } from '../remove-from-key-dialog.tsx';

/** Asks before a fingerprint is removed. */
export function RemoveFingerprintDialog({
  handle,
  fingerprint,
  isLast,
  onRemoved,
  onClose,
}: {
  readonly handle: string;
  readonly fingerprint: Fingerprint;
  /** No other one is left on the key then. */
  readonly isLast: boolean;
  readonly onRemoved: (listing: FingerprintListing | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const key = useKeyName(handle);
  const { templateId } = fingerprint;
  return (
    <RemoveFromKeyDialog
      handle={handle}
      title={t('cli.fingerprints.remove.question')}
      confirm={t('window.fingerprints.remove.confirm')}
      said={{
        done: t('window.fingerprints.removed'),
        notChecked: t('cli.fingerprints.remove.not-checked'),
        stillListed: t('cli.fingerprints.remove.still-listed'),
      }}
      remove={() => settle(api().keys.removeFingerprint({ handle, templateId }))}
      onRemoved={onRemoved}
      onClose={onClose}
    >
      <p>{t('cli.fingerprints.remove.what', { name: fingerprintText(t, fingerprint), key })}</p>
      {isLast ? <p>{t('fingerprint.last')}</p> : null}
    </RemoveFromKeyDialog>
  );
}
