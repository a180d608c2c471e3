import { useMemo } from 'react';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { showView } from '../../stores/navigation-store.ts';
import { run } from '../../stores/run.ts';
import { showUndoable } from '../../stores/undo-notice.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from '../coverage/coverage-text.ts';
import { useKeptReadAccess } from '../read-access/use-kept-read-access.ts';
import { serviceNameOf } from './manual-list.tsx';
import styles from './details-tab.module.css';
import { useKeyAccounts } from './use-key-accounts.ts';

/** Asks before a key is forgotten: names what goes, above all what no reading brings back, and offers to retire it instead. */
export function ForgetDialog({ record, onClose }: { readonly record: InventoryKey; readonly onClose: () => void }) {
  const { t, locale } = useTranslation();
  const enrolments = useInventory((state) => state.snapshot?.enrolments);
  const services = useApp((state) => state.services);
  const accounts = useKeyAccounts(record.id);
  const [readAccess] = useKeptReadAccess(record.id, null);
  const mine = useMemo(
    () => (enrolments ?? []).filter((one) => one.keyId === record.id && one.vanishedAt === null),
    [enrolments, record.id],
  );
  const byHand = mine.filter((one) => one.evidence === 'told').map((one) => serviceNameOf(one, services, locale));
  const read = mine.length - byHand.length;
  const closed = [...new Map([...accounts.values()].map((one) => [one.account.accountId, one])).values()].filter(
    ({ onlyHere }) => onlyHere,
  );
  const label = displayText(record.label, 80);
  const names = (list: readonly string[]) => list.map((name) => displayText(name, 60)).join(t('list.separator'));
  const forget = async () => {
    if ((await run(api().inventory.forgetKey({ keyId: record.id }))) === undefined) return;
    showView('keys');
    showUndoable(t, t('window.forget.done', { key: label }), async () => {
      return (await run(api().inventory.restoreKey({ keyId: record.id }))) !== undefined;
    });
    onClose();
  };
  const retire = async () => {
    if ((await run(api().inventory.editKey({ keyId: record.id, role: 'retired' }))) === undefined) return;
    const { role } = record;
    showUndoable(t, t('window.forget.retired', { key: label }), async () => {
      return (await run(api().inventory.editKey({ keyId: record.id, role }))) !== undefined;
    });
    onClose();
  };
  return (
    <Dialog
      alert
      title={t('window.record.forget.title', { key: label })}
      describedBy="forget-what"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          {record.role === 'retired' ? null : (
            <Button onPress={() => void retire()}>{t('window.forget.retire')}</Button>
          )}
          <Button look="destructive" onPress={() => void forget()}>
            {t('window.record.forget.confirm')}
          </Button>
        </>
      }
    >
      <div id="forget-what" className={styles['section']}>
        <p>{t('window.forget.what')}</p>
        <ul className={styles['goes']}>
          <li>{t('window.forget.read', { count: read })}</li>
          {byHand.length === 0 ? null : (
            <li>
              <b>{t('window.forget.by-hand', { count: byHand.length, names: names(byHand) })}</b>
            </li>
          )}
          {readAccess === 'kept' ? <li>{t('window.read-access.goes')}</li> : null}
        </ul>
        {closed.length === 0 ? null : (
          <Message tone="critical">
            <p>
              {t('window.forget.closed', {
                count: closed.length,
                names: names(closed.map(({ service }) => serviceName(service, locale))),
              })}
            </p>
          </Message>
        )}
        <p className={styles['quiet']}>{t('window.forget.key-stays')}</p>
      </div>
    </Dialog>
  );
}
