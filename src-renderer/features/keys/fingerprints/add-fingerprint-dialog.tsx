import { useState } from 'react';
import {
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
import { showDone, showFailure } from '../../../stores/notice-store.ts';
import { settle } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { FingerprintNameField } from './fingerprint-name-field.tsx';
import { Samples } from './samples.tsx';

/** Asks for a name and then for the finger, sample by sample; Cancel ends the enrolment on the key, too. */
export function AddFingerprintDialog({
  handle,
  sensor,
  onAdded,
  onClose,
}: {
  readonly handle: string;
  readonly sensor: FingerprintSensor;
  readonly onAdded: (listing: FingerprintListing | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<OperationFailure | null>(null);
  const [step, setStep] = useState<'name' | 'finger' | 'ending'>('name');
  const start = async (): Promise<void> => {
    setFailure(null);
    setStep('finger');
    const outcome = await settle(api().keys.addFingerprint({ handle, name: name.trim() }));
    if (outcome.ok) {
      const { named, listing } = outcome.value;
      showDone(
        named === null
          ? t('cli.fingerprints.added.not-checked')
          : t('window.fingerprints.added', { named: String(named) }),
      );
      onAdded(listing);
      return;
    }
    setStep('name');
    if (outcome.failure.kind === 'cancelled') onClose();
    else if (outcome.failure.kind === 'outcome-unknown' || outcome.failure.kind === 'key-removed') {
      showFailure(outcome.failure);
      onClose();
    } else setFailure(outcome.failure);
  };
  const cancel = (): void => {
    if (step === 'name') {
      onClose();
      return;
    }
    // The key is told; what it says then is the end, also where the fingerprint came too late to be given up.
    setStep('ending');
    void api().keys.cancel({ handle });
  };
  return (
    <KeyDialog
      handle={handle}
      title={t('window.fingerprints.add.title')}
      onClose={cancel}
      actions={
        <>
          <Button disabled={step === 'ending'} onPress={cancel}>
            {t('window.common.cancel')}
          </Button>
          {step === 'name' ? (
            <Button look="primary" disabled={!fitsSensor(name.trim(), sensor)} onPress={() => void start()}>
              {t('window.fingerprints.start')}
            </Button>
          ) : null}
        </>
      }
    >
      {step === 'name' ? (
        <FingerprintNameField name={name} sensor={sensor} onChange={setName} />
      ) : (
        <Samples handle={handle} sensor={sensor} />
      )}
      {failure === null ? null : (
        <Message tone="critical">
          <FailureText failure={failure} />
        </Message>
      )}
    </KeyDialog>
  );
}
