import type { MenuEntry } from '../../../components/context-menu.tsx';
import { openPage } from '../../../components/open-page.ts';
import { copyText } from '../../../components/copy-text.ts';
import { hostOf } from '../../../components/host-of.ts';
import type { MatrixColumn } from '../../../components/matrix-column.ts';
import { positionOfTarget } from '../../../components/use-grid-focus.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { accountNames } from '../../../../src-shared/i18n/account-text.ts';
import { api } from '../../../api.ts';
import { useInventory } from '../../../stores/inventory-store.ts';
import { showKey } from '../../../stores/navigation-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { unlockKey } from '../../keys/key-operations.ts';
import { askWhatIf } from '../../loss/loss-store.ts';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { accountText } from '../coverage-text.ts';
import { handleOfUnread } from '../unread-keys.ts';
import type { AccountTableProps } from './account-table-props.ts';

/** Returns what finds the menu of a row, a cell or the head of a key: what can be done there, the likeliest first. */
export function useTableMenu(
  { report, rows, keys, labels, additionFor, onAdd, onOpen, onAsk }: AccountTableProps,
  columns: readonly MatrixColumn[],
): (target: Element) => readonly MenuEntry[] | null {
  const { t, locale } = useTranslation();
  const records = useInventory((state) => state.snapshot?.keys);
  const nameOf = accountNames(t, locale, report);

  const keyEntries = (keyId: string): readonly MenuEntry[] => {
    const key = keys.find((one) => one.keyId === keyId);
    if (key === undefined) return [];
    const name = labels.get(keyId)?.full ?? displayText(key.label, 80);
    const ask = {
      id: 'what-if',
      text: t('window.coverage.what-if-button', { key: name }),
      onPress: () => onAsk(keyId),
    };
    const open = {
      id: 'key',
      text: t('context.open-named', { name }),
      onPress: () => showKey({ type: 'remembered', keyId }, 'passkeys'),
    };
    return key.lost ? [open] : [ask, open];
  };
  const headEntries = (columnId: string): readonly MenuEntry[] => {
    if (report.unreadKeys.some(({ keyId }) => keyId === columnId)) {
      const handle = handleOfUnread(columnId);
      return [
        { id: 'read', text: t('window.key.unlock'), onPress: () => void unlockKey(handle) },
        { id: 'key', text: t('context.open-key'), onPress: () => showKey({ type: 'plugged', handle }, 'passkeys') },
      ];
    }
    const serial = records?.find(({ id }) => id === columnId)?.vendorSerial ?? null;
    return serial === null
      ? keyEntries(columnId)
      : [
          ...keyEntries(columnId),
          { id: 'copy', text: t('context.copy-serial'), onPress: () => void copyText(t, serial) },
        ];
  };
  const accountEntries = (entry: AccountEntry, keyId: string | null): readonly MenuEntry[] => {
    const { service, account } = entry;
    const { accountId } = account;
    const addition = additionFor(entry);
    const page = service.addKeyUrl ?? '';
    return [
      { id: 'open', text: t('context.details'), onPress: () => onOpen(accountId, keyId) },
      ...(addition === null
        ? []
        : [
            {
              id: 'add',
              text: t('coverage.panel.add', {
                key: labels.get(addition.keyId)?.full ?? '',
                account: displayText(nameOf(addition.accountId), 80),
              }),
              onPress: () => onAdd(addition),
            },
          ]),
      ...(keyId === null ? [] : keyEntries(keyId)),
      { id: 'taken-over', text: t('context.taken-over'), onPress: () => askWhatIf({ kind: 'account', id: accountId }) },
      ...(page === ''
        ? []
        : [
            {
              id: 'page',
              text: t('window.account.open-page', { host: hostOf(page) }),
              onPress: () => void openPage(t, api().app.openServicePage({ serviceId: service.serviceId })),
            },
          ]),
      { id: 'copy', text: t('context.copy-account'), onPress: () => void copyText(t, accountText(t, account)) },
    ];
  };

  return (target) => {
    // A head is more than the button in it.
    const button = target.closest('[role="columnheader"]')?.querySelector('[data-column]');
    const at = positionOfTarget(button ?? target);
    if (at === null) return null;
    const columnId = columns[at.column - 1]?.id ?? null;
    if (at.row === -1) return columnId === null ? null : headEntries(columnId);
    const entry = rows[at.row];
    const keyId = keys.some((key) => key.keyId === columnId) ? columnId : null;
    return entry === undefined ? null : accountEntries(entry, keyId);
  };
}
