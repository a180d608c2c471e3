import type { DeletionResult } from '../../../src-shared/domain/deletion.ts';
import type { DeletionLoss } from '../../../src-shared/ipc/deletion-contract.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { DeletionResults } from './deletion-results.tsx';

/** Renders several deletions while they run, which can be stopped between two, and afterwards what became of each. */
export function RunningDeletion({
  losses,
  results,
  onStop,
  onClose,
}: {
  readonly losses: readonly DeletionLoss[];
  /** Null while they run. */
  readonly results: readonly DeletionResult[] | null;
  readonly onStop: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const count = losses.length;
  if (results === null) {
    return (
      <Dialog
        title={t('deletion.running', { count })}
        onClose={onStop}
        actions={
          <Button autoFocus onPress={onStop}>
            {t('deletion.stop')}
          </Button>
        }
      >
        <p>{t('deletion.running.explain')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      alert
      title={t('deletion.stopped')}
      onClose={onClose}
      actions={
        <Button autoFocus onPress={onClose}>
          {t('window.common.close')}
        </Button>
      }
    >
      <DeletionResults losses={losses} results={results} />
    </Dialog>
  );
}
