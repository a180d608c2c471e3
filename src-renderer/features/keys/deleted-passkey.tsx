import type { DeletionLoss } from '../../../src-shared/ipc/deletion-contract.ts';
import { OutsideText } from '../../components/outside-text.tsx';
import { useTranslation } from '../../use-translation.tsx';

/** Renders the names of one passkey of several that are deleted: its service and its account. */
export function DeletedPasskey({ loss: { passkey, serviceName } }: { readonly loss: DeletionLoss }) {
  const { t } = useTranslation();
  return (
    <p>
      <strong>
        <OutsideText text={serviceName} maximum={80} />
      </strong>{' '}
      <OutsideText
        text={passkey.userName ?? passkey.userDisplayName ?? t('window.coverage.no-user-name')}
        maximum={80}
      />
    </p>
  );
}
