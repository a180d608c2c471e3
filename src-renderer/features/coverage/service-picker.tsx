import { useId, useMemo, useState } from 'react';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { TextField } from '../../components/text-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './service-picker.module.css';

const shownAtOnce = 60;

/** Lets a person find a service of the catalogue by name, Japanese name or domain. */
export function ServicePicker({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (serviceId: string) => void;
}) {
  const { t, locale, compare } = useTranslation();
  const services = useApp((state) => state.services);
  const [search, setSearch] = useState('');
  const group = useId();
  const found = useMemo(() => {
    const sought = search.normalize('NFKC').toLowerCase().trim();
    const nameOf = (service: CatalogueService) => (locale === 'ja' ? (service.nameJa ?? service.name) : service.name);
    return services
      .filter((service) => textOf(service).includes(sought))
      .map((service) => ({
        id: service.id,
        name: nameOf(service),
        domain: service.rpIds[0] ?? service.domains[0] ?? '',
      }))
      .toSorted((left, right) => compare(left.name, right.name));
  }, [services, search, locale, compare]);
  return (
    <div className={styles['picker']}>
      <TextField label={t('window.told.service')} value={search} onChange={setSearch} autoFocus />
      <div className={styles['list']} role="radiogroup" aria-label={t('window.told.service')}>
        {found.slice(0, shownAtOnce).map((service) => (
          <label key={service.id} className={styles['option']}>
            <input type="radio" name={group} checked={value === service.id} onChange={() => onChange(service.id)} />
            <span className={styles['name']}>{displayText(service.name, 80)}</span>
            <span className={styles['domain']}>{service.domain}</span>
          </label>
        ))}
        {found.length === 0 ? <p className={styles['none']}>{t('window.told.no-service')}</p> : null}
        {found.length > shownAtOnce ? (
          <p className={styles['none']}>{t('window.told.more-services', { count: found.length - shownAtOnce })}</p>
        ) : null}
      </div>
    </div>
  );
}

function textOf(service: CatalogueService): string {
  return [service.name, service.nameJa ?? '', ...service.rpIds, ...service.domains]
    .join(' ')
    .normalize('NFKC')
    .toLowerCase();
}
