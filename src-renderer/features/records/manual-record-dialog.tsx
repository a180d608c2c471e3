import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import { useMemo, useState } from 'react';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { toggled } from '../../../src-shared/lib/toggled.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { OutsideText } from '../../components/outside-text.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { announce, showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from '../coverage/coverage-text.ts';
import { AccountChoice } from './account-choice.tsx';
import { NoCodeField } from './no-code-field.tsx';
import styles from './record-form.module.css';
import { ServicePicker, serviceOfChoice } from './service-picker.tsx';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

const noKeys: readonly InventoryKey[] = [];

/**
 * Renders the request for registrations that cannot be read from a key (U2F, or not discoverable) and records them as told: one account on one or
 * several keys. Where the service is not given it stays for the next one; Enter records.
 */
export function ManualRecordDialog({
  keyId,
  account,
  onClose,
}: {
  /** The key, or null to let the person choose some. */
  readonly keyId: string | null;
  /** The account, or null to let the person choose a service. */
  readonly account: AccountEntry | null;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const services = useApp((state) => state.services);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(keyId === null ? [] : [keyId]));
  const [choice, setChoice] = useState<string | null>(null);
  const [userName, setUserName] = useState(account?.account.userName ?? '');
  const [accountId, setAccountId] = useState(
    account !== null && account.service.accounts.length > 1 ? account.account.accountId : '',
  );
  const [note, setNote] = useState('');
  const [recorded, setRecorded] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);
  const ready = !saving && chosen.size > 0 && (account !== null || choice !== null);
  const save = async () => {
    setSaving(true);
    const target =
      account === null
        ? serviceOfChoice(choice ?? '')
        : { serviceId: account.service.inCatalogue ? account.service.serviceId : null, rpId: account.account.rpId };
    const fields = { userName: textOrNull(userName), note: textOrNull(note), ...(accountId !== '' && { accountId }) };
    for (const one of chosen) {
      if ((await run(api().inventory.addManual({ keyId: one, ...target, ...fields }))) === undefined) {
        setSaving(false);
        return;
      }
    }
    setSaving(false);
    if (account !== null) {
      showDone(t('window.manual.saved'));
      onClose();
      return;
    }
    const known = services.find(({ id }) => id === target.serviceId);
    const service = known === undefined ? (target.rpId ?? '') : serviceNameIn(known, locale);
    const sentence = t('quick.recorded', { count: chosen.size, service: [service, userName.trim()].join(' ').trim() });
    announce(sentence);
    setRecorded([sentence, ...recorded].slice(0, 5));
    setChoice(null);
    setAccountId('');
    setUserName('');
    setNote('');
  };
  return (
    <Dialog
      title={t(account === null ? 'quick.title' : 'window.manual.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(recorded.length > 0 ? 'window.common.close' : 'window.common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onPress={() => void save()}>
            {t(account === null ? 'quick.add-next' : 'window.manual.save')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void save();
        }}
      >
        <p>{t('window.manual.explain')}</p>
        <KeyChoice
          keys={keys}
          fixed={keyId}
          chosen={chosen}
          isMissing={chosen.size === 0 && (choice !== null || account !== null)}
          onChange={setChosen}
        />
        {account === null ? (
          // Rendered again after each record: the search is empty and has the focus.
          <ServicePicker key={recorded[0] ?? ''} value={choice} onChange={setChoice} />
        ) : (
          <p>
            {t('window.manual.service')}: <OutsideText text={serviceName(account.service, locale)} />
          </p>
        )}
        <AccountChoice serviceId={account?.service.serviceId ?? choice} value={accountId} onChange={setAccountId} />
        <TextField
          label={t('window.manual.user-name')}
          hint={t('window.manual.user-name.hint')}
          value={userName}
          maximum={200}
          onChange={setUserName}
        />
        <NoCodeField label={t('window.manual.note')} value={note} maximum={2000} multiline onChange={setNote} />
        {account === null ? <p className={styles['hint']}>{t('quick.hint')}</p> : null}
        {recorded.length === 0 ? null : (
          <ul className={styles['recorded']}>
            {recorded.map((sentence) => (
              <li key={sentence}>
                <OutsideText text={sentence} maximum={200} />
              </li>
            ))}
          </ul>
        )}
        {/* Enter in a field sends a form that has such a button. */}
        <button type="submit" hidden disabled={!ready} aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

function KeyChoice({
  keys,
  fixed,
  chosen,
  isMissing,
  onChange,
}: {
  readonly keys: readonly InventoryKey[];
  readonly fixed: string | null;
  readonly chosen: ReadonlySet<string>;
  /** Whether nothing else is wanted any more. */
  readonly isMissing: boolean;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation();
  const labels = useMemo(
    () =>
      distinctLabels(
        t,
        keys.map((key) => ({ keyId: key.id, label: key.label })),
        new Map(keys.map((key) => [key.id, key])),
      ),
    [t, keys],
  );
  if (fixed !== null) {
    return (
      <p>
        {t('window.manual.key')}: <OutsideText text={labels[keys.findIndex((key) => key.id === fixed)]?.full ?? ''} />
      </p>
    );
  }
  return (
    <fieldset className={styles['keys']}>
      <legend>{t('quick.keys')}</legend>
      {keys.map((key, index) => (
        <Checkbox key={key.id} checked={chosen.has(key.id)} onChange={(on) => onChange(toggled(chosen, [key.id], on))}>
          <OutsideText text={labels[index]?.full ?? key.label} />
        </Checkbox>
      ))}
      {isMissing ? <p className={styles['hint']}>{t('quick.no-key')}</p> : null}
    </fieldset>
  );
}

export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
