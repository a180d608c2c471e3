import { type ReactNode, useId, useState } from 'react';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { Button } from '../../components/button.tsx';
import { DangerButton } from '../../components/danger-button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyDialog } from '../../components/key-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';

/** End of a removal: whether the key still lists what was removed, and its list; null each where it could not be read again. */
interface Removed<Listing> {
  readonly stillListed: boolean | null;
  readonly listing: Listing | null;
}

/** Asks before one thing is removed from a key, and says how that ended. */
export function RemoveFromKeyDialog<Listing>({
  handle,
  title,
  confirm,
  said,
  remove,
  onRemoved,
  onClose,
  children,
}: {
  readonly handle: string;
  readonly title: string;
  readonly confirm: string;
  /** Sentences for the three ends. */
  readonly said: { readonly done: string; readonly notChecked: string; readonly stillListed: string };
  readonly remove: () => Promise<Outcome<Removed<Listing>>>;
  readonly onRemoved: (listing: Listing | null) => void;
  readonly onClose: () => void;
  /** Sentences that name it. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const description = useId();
  const [failure, setFailure] = useState<OperationFailure | null>(null);
  const [working, setWorking] = useState(false);
  const removeIt = async (): Promise<void> => {
    setWorking(true);
    setFailure(null);
    const outcome = await remove();
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure);
      return;
    }
    const { stillListed, listing } = outcome.value;
    if (stillListed === true) {
      setFailure({ kind: 'key-broke-protocol', detail: said.stillListed });
      return;
    }
    showDone(stillListed === null ? said.notChecked : said.done);
    onRemoved(listing);
  };
  return (
    <KeyDialog
      handle={handle}
      alert
      title={title}
      describedBy={description}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          <DangerButton busy={working} onConfirm={() => void removeIt()}>
            {confirm}
          </DangerButton>
        </>
      }
    >
      <div id={description}>{children}</div>
      {failure === null ? null : (
        <Message tone="critical">
          <FailureText failure={failure} />
        </Message>
      )}
    </KeyDialog>
  );
}
