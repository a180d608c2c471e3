import type { LossChecklist } from '../../../src-shared/plans/loss-checklist.ts';
import { checklistMessage } from '../../../src-shared/i18n/recovery-message.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './loss-view.module.css';
import { useRecoveryTerms } from './use-recovery-terms.ts';

const namedAtMost = 20;

/** Asks before a loss is closed, and names what is still open. */
export function CloseLossDialog({ list, onClose }: { readonly list: LossChecklist; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const terms = useRecoveryTerms();
  const open = list.sections.flatMap((section) => section.lines.filter((line) => line.item.doneAt === null));
  const close = async () => {
    const closed = await run(api().loss.close({ lossId: list.record.id }));
    onClose();
    if (closed !== undefined) showDone(t('window.loss.close.done'));
  };
  return (
    <Dialog
      alert
      title={t('window.loss.close.title')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          <Button look="primary" onPress={() => void close()}>
            {t('window.loss.close.confirm')}
          </Button>
        </>
      }
    >
      {open.length === 0 ? (
        <p>{t('window.loss.close.all-done')}</p>
      ) : (
        <>
          <Message tone="warning">{t('window.loss.close.left', { left: open.length })}</Message>
          <ul className={styles['named']}>
            {open.slice(0, namedAtMost).map((line) => (
              <li key={line.item.id}>
                <bdi>
                  {checklistMessage(terms, line).title}
                  {t('coverage.fact.separator')}
                  {t(`loss.task.${line.item.task}`)}
                </bdi>
              </li>
            ))}
          </ul>
          {open.length > namedAtMost ? <p>{t('window.loss.more', { count: open.length - namedAtMost })}</p> : null}
        </>
      )}
    </Dialog>
  );
}
