import { useState } from 'react';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ManualRecordDialog } from '../records/manual-record-dialog.tsx';
import styles from './details-tab.module.css';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

const noEnrolments: readonly Enrolment[] = [];

/** Returns the name of the service of an enrolment: as the catalogue gives it, also where only its RP ID is recorded. */
export function serviceNameOf(one: Enrolment, services: readonly CatalogueService[], locale: Locale): string {
  const service = services.find(
    ({ id, rpIds }) =>
      id === one.serviceId || (one.serviceId === null && one.rpId !== null && rpIds.includes(one.rpId)),
  );
  if (service === undefined) return one.rpId ?? one.serviceId ?? '–';
  return serviceNameIn(service, locale);
}

/** Renders what was recorded by hand of a key. */
export function ManualList({ record }: { readonly record: InventoryKey }) {
  const { t, day, locale } = useTranslation();
  const enrolments = useInventory((state) => state.snapshot?.enrolments ?? noEnrolments);
  const services = useApp((state) => state.services);
  const [adding, setAdding] = useState(false);
  const manual = enrolments.filter(
    (one) => one.keyId === record.id && one.evidence === 'told' && one.vanishedAt === null,
  );
  return (
    <section className={styles['section']}>
      <h2>{t('window.record.manual')}</h2>
      <p className={styles['quiet']}>{t('window.manual.explain')}</p>
      {manual.length === 0 ? null : (
        <ul className={styles['told']}>
          {manual.map((one) => (
            <li key={one.id}>
              <span className={styles['words']}>
                <OutsideText text={serviceNameOf(one, services, locale)} />
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
                label={t('window.record.remove-manual', { service: serviceNameOf(one, services, locale) })}
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
