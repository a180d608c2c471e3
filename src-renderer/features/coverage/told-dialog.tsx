import { useMemo, useState } from 'react';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-types.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from './coverage-words.ts';
import { ServicePicker } from './service-picker.tsx';

export interface AccountOfService {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
}

const noKeys: readonly InventoryKey[] = [];

/** Asks for a registration that cannot be read from a key (U2F, or not discoverable) and records it as told. */
export function ToldDialog({
  keyId,
  account,
  onClose,
}: {
  /** The key, or null to let the person choose one. */
  readonly keyId: string | null;
  /** The account, or null to let the person choose a service. */
  readonly account: AccountOfService | null;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const labels = useMemo(
    () =>
      distinctLabels(
        t,
        keys.map((key) => ({ keyId: key.id, label: key.label })),
        new Map(keys.map((key) => [key.id, key])),
      ),
    [t, keys],
  );
  const fallback = account?.account.cells.find((cell) => cell.evidence !== 'read')?.keyId ?? keys[0]?.id ?? '';
  const [chosenKey, setChosenKey] = useState(keyId ?? fallback);
  const [serviceId, setServiceId] = useState<string | null>(null);
  const [userName, setUserName] = useState(account?.account.userName ?? '');
  const [note, setNote] = useState('');
  const ready = chosenKey !== '' && (account !== null || serviceId !== null);
  const save = async () => {
    const target =
      account === null
        ? { serviceId, rpId: null }
        : { serviceId: account.service.inCatalogue ? account.service.serviceId : null, rpId: account.account.rpId };
    const saved = await run(
      api().inventory.addTold({ keyId: chosenKey, ...target, userName: textOrNull(userName), note: textOrNull(note) }),
    );
    if (saved === undefined) return;
    showDone(t('window.told.saved'));
    onClose();
  };
  return (
    <Dialog
      title={t('window.told.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onPress={() => void save()}>
            {t('window.told.save')}
          </Button>
        </>
      }
    >
      <p>{t('window.told.explain')}</p>
      {keyId !== null ? (
        <p>
          {t('window.told.key')}: <OutsideText text={labels[keys.findIndex((key) => key.id === keyId)]?.full ?? ''} />
        </p>
      ) : (
        <SelectField
          label={t('window.told.key')}
          value={chosenKey}
          options={keys.map((key, index) => ({ value: key.id, label: labels[index]?.full ?? key.label }))}
          onChange={setChosenKey}
        />
      )}
      {account === null ? (
        <ServicePicker value={serviceId} onChange={setServiceId} />
      ) : (
        <p>
          {t('window.told.service')}: <OutsideText text={serviceName(account.service, locale)} />
        </p>
      )}
      <TextField
        label={t('window.told.user-name')}
        hint={t('window.told.user-name.hint')}
        value={userName}
        maximum={200}
        onChange={setUserName}
      />
      <TextField label={t('window.told.note')} value={note} maximum={2000} multiline onChange={setNote} />
    </Dialog>
  );
}

export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
