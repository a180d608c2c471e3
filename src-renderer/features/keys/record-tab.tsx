import { useState } from 'react';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ManualRecordDialog } from '../records/manual-record-dialog.tsx';
import { EditKey } from './edit-key.tsx';
import type { KeyEntry } from './key-entries.ts';
import styles from './record-tab.module.css';
import { RememberKey } from './remember-key.tsx';

/** Renders what the inventory keeps about a key: label, role, owner, place, recorded registrations; and forgetting it. */
export function RecordTab({ entry, onForgotten }: { readonly entry: KeyEntry; readonly onForgotten: () => void }) {
  const { t } = useTranslation();
  const { record } = entry;
  if (record === null) {
    const { plugged } = entry;
    const unlistable = plugged?.facts?.capabilities.listPasskeys.answer === 'no';
    return unlistable ? <RememberKey plugged={plugged} /> : <p>{t('window.record.not-yet')}</p>;
  }
  return (
    <>
      <EditKey key={record.id} record={record} />
      <ManualList record={record} />
      <ForgetKey record={record} onForgotten={onForgotten} />
    </>
  );
}

const noEnrolments: readonly Enrolment[] = [];

function ManualList({ record }: { readonly record: InventoryKey }) {
  const { t, day, locale } = useTranslation();
  const enrolments = useInventory((state) => state.snapshot?.enrolments ?? noEnrolments);
  const services = useApp((state) => state.services);
  const [adding, setAdding] = useState(false);
  const manual = enrolments.filter(
    (one) => one.keyId === record.id && one.evidence === 'told' && one.vanishedAt === null,
  );
  const nameOf = (one: Enrolment): string => {
    const service = services.find((candidate) => candidate.id === one.serviceId);
    if (service === undefined) return one.rpId ?? one.serviceId ?? '–';
    return locale === 'ja' ? (service.nameJa ?? service.name) : service.name;
  };
  return (
    <section className={styles['section']}>
      <h2>{t('window.record.manual')}</h2>
      <p className={styles['quiet']}>{t('window.manual.explain')}</p>
      {manual.length === 0 ? null : (
        <ul className={styles['told']}>
          {manual.map((one) => (
            <li key={one.id}>
              <span className={styles['words']}>
                <OutsideText text={nameOf(one)} />
                {one.userName === null ? null : (
                  <>
                    {' · '}
                    <OutsideText text={one.userName} />
                  </>
                )}
                {one.note === null ? null : (
                  <span className={styles['quiet']}>
                    {' '}
                    <OutsideText text={one.note} />
                  </span>
                )}
              </span>
              <span className={styles['quiet']}>{day(one.asOf)}</span>
              <Button
                look="link"
                label={t('window.record.remove-manual', { service: nameOf(one) })}
                onPress={() => void run(api().inventory.removeManual({ enrolmentId: one.id }))}
              >
                {t('window.common.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onPress={() => setAdding(true)}>{t('window.record.add-manual')}</Button>
      </div>
      {adding ? <ManualRecordDialog keyId={record.id} account={null} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

function ForgetKey({ record, onForgotten }: { readonly record: InventoryKey; readonly onForgotten: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const forget = async () => {
    setAsking(false);
    if ((await run(api().inventory.forgetKey({ keyId: record.id }))) === undefined) return;
    showDone(t('window.record.forgotten'));
    onForgotten();
  };
  return (
    <section className={styles['section']}>
      <h2>{t('window.record.forget')}</h2>
      <p className={styles['quiet']}>{t('window.record.forget.explain')}</p>
      <div>
        <Button onPress={() => setAsking(true)}>{t('window.record.forget-button')}</Button>
      </div>
      {asking ? (
        <ConfirmDialog
          title={t('window.record.forget.title', { key: record.label })}
          confirm={t('window.record.forget.confirm')}
          onConfirm={() => void forget()}
          onClose={() => setAsking(false)}
        >
          <p>{t('window.record.forget.explain')}</p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
