import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { useState } from 'react';
import type { AccountMark, SameAccount } from '../../../../src-shared/domain/account-mark.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { useApp } from '../../../stores/app-store.ts';
import { inventoryStore, useInventory } from '../../../stores/inventory-store.ts';
import { run } from '../../../stores/run.ts';
import { showUndoable } from '../../../stores/undo-notice.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { serviceTypeText } from '../../questions/service-type-text.ts';
import { accountText } from '../coverage-text.ts';
import styles from './account-panel.module.css';

/** Renders the choices that two accounts are one, that they are two again, and at which service an account is whose RP ID several share. */
export function AccountCorrections({ service, account }: AccountEntry) {
  return (
    <>
      <SameAccountChoice service={service} account={account} />
      <SeparateButtons account={account} />
      <ServiceChoice account={account} />
    </>
  );
}

function SameAccountChoice({ service, account }: AccountEntry) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const others = service.accounts.filter(({ accountId }) => accountId !== account.accountId);
  if (others.length === 0) return null;
  const join = async () => {
    const pair = { accountId: account.accountId, otherAccountId: chosen };
    if ((await run(api().inventory.joinAccounts(pair))) === undefined) return;
    showUndoable(t, t('details.same.joined'), () => separatePair(pair.accountId, pair.otherAccountId));
  };
  return (
    <div className={styles['actions']}>
      <SelectField
        label={t('details.same.as')}
        value={chosen}
        options={[
          { value: '', label: t('details.same.choose') },
          ...others.map((other) => ({ value: other.accountId, label: accountText(t, other) })),
        ]}
        onChange={setChosen}
      />
      {chosen === '' ? null : <Button onPress={() => void join()}>{t('details.same.join')}</Button>}
    </div>
  );
}

/** Withdraws that two accounts are one, as it is recorded now. */
async function separatePair(accountId: string, otherAccountId: string): Promise<boolean> {
  const joined = inventoryStore.getState().snapshot?.sameAccounts ?? [];
  const record = joined.find(({ accountIds }) => accountIds.includes(accountId) && accountIds.includes(otherAccountId));
  if (record === undefined) return false;
  return (await run(api().inventory.separateAccounts({ id: record.id }))) !== undefined;
}

const noneJoined: readonly SameAccount[] = [];

function SeparateButtons({ account }: Pick<AccountEntry, 'account'>) {
  const { t } = useTranslation();
  const joined = useInventory((state) => state.snapshot?.sameAccounts ?? noneJoined);
  const records = joinsOf(account.accountId, joined);
  const separate = async ({ id, accountIds: [accountId, otherAccountId] }: SameAccount) => {
    if ((await run(api().inventory.separateAccounts({ id }))) === undefined) return;
    const undo = async () => (await run(api().inventory.joinAccounts({ accountId, otherAccountId }))) !== undefined;
    showUndoable(t, t('details.same.separated'), undo);
  };
  return records.map((record) => (
    <div key={record.id} className={styles['actions']}>
      <Button onPress={() => void separate(record)}>{t('details.same.separate')}</Button>
    </div>
  ));
}

/** Returns the records that joined others to an account, directly or through one another. */
function joinsOf(accountId: string, joined: readonly SameAccount[]): readonly SameAccount[] {
  const ids = new Set([accountId]);
  const found = new Set<SameAccount>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const record of joined) {
      if (!record.accountIds.some((id) => ids.has(id))) continue;
      found.add(record);
      for (const id of record.accountIds) ids.add(id);
    }
  }
  return [...found];
}

const noMarks: readonly AccountMark[] = [];

function ServiceChoice({ account }: Pick<AccountEntry, 'account'>) {
  const { t, locale } = useTranslation();
  const services = useApp((state) => state.services);
  const marks = useInventory((state) => state.snapshot?.accountMarks ?? noMarks);
  const { userId, userName, rpId } = account;
  const sharing = services.filter(
    ({ rpIds, sharesCredentialWith, accountsAt }) =>
      rpId !== null && rpIds.includes(rpId) && sharesCredentialWith === undefined && accountsAt === undefined,
  );
  if (userId === null || sharing.length < 2) return null;
  const said = marks.find((mark) => mark.userId === userId && mark.importance === null)?.serviceId ?? null;
  const assign = async (serviceId: string | null) => {
    const of = { userId, userName };
    if ((await run(api().inventory.assignService({ ...of, serviceId }))) === undefined) return;
    showUndoable(t, t('details.service.done'), async () => {
      return (await run(api().inventory.assignService({ ...of, serviceId: said }))) !== undefined;
    });
  };
  return (
    <SelectField
      label={t('details.service')}
      value={said ?? ''}
      options={[
        { value: '', label: t('details.service.unsaid') },
        ...sharing.map((one) => ({ value: one.id, label: serviceTypeText(t, locale, one) })),
      ]}
      onChange={(serviceId) => void assign(serviceId === '' ? null : serviceId)}
    />
  );
}
