import { useState } from 'react';
import {
  type Fingerprint,
  type FingerprintListing,
  type FingerprintSensor,
  fitsSensor,
} from '../../../../src-shared/domain/fingerprint.ts';
import type { OperationFailure } from '../../../../src-shared/domain/operation-failure.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { FailureText } from '../../../components/failure-text.tsx';
import { KeyDialog } from '../../../components/key-dialog.tsx';
import { Message } from '../../../components/message.tsx';
import { showDone } from '../../../stores/notice-store.ts';
import { settle } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { FingerprintNameField } from './fingerprint-name-field.tsx';

/** Asks for another name of a fingerprint. */
export function RenameFingerprintDialog({
  handle,
  fingerprint,
  sensor,
  onRenamed,
  onClose,
}: {
  readonly handle: string;
  readonly fingerprint: Fingerprint;
  readonly sensor: FingerprintSensor;
  readonly onRenamed: (listing: FingerprintListing | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(fingerprint.name ?? '');
  const [failure, setFailure] = useState<OperationFailure | null>(null);
  const [working, setWorking] = useState(false);
  const wanted = name.trim();
  const save = async (): Promise<void> => {
    setWorking(true);
    setFailure(null);
    const { templateId } = fingerprint;
    const outcome = await settle(api().keys.renameFingerprint({ handle, templateId, name: wanted }));
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure);
      return;
    }
    const { named, listing } = outcome.value;
    if (named === false) {
      setFailure({ kind: 'key-broke-protocol', detail: t('cli.fingerprints.rename.not-taken') });
      return;
    }
    showDone(t(named === null ? 'cli.fingerprints.rename.not-checked' : 'window.fingerprints.renamed'));
    onRenamed(listing);
  };
  return (
    <KeyDialog
      handle={handle}
      title={t('window.fingerprints.rename.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button
            look="primary"
            disabled={working || wanted === '' || wanted === fingerprint.name || !fitsSensor(wanted, sensor)}
            onPress={() => void save()}
          >
            {t('window.rename.save')}
          </Button>
        </>
      }
    >
      <FingerprintNameField name={name} sensor={sensor} onChange={setName} />
      {failure === null ? null : (
        <Message tone="critical">
          <FailureText failure={failure} />
        </Message>
      )}
    </KeyDialog>
  );
}
