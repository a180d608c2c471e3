import { useId, useMemo, useState } from 'react';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { TextField } from '../../components/text-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './service-picker.module.css';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** As many as need no scroll bar of their own inside a dialog: the next are found by typing. */
const shownAtOnce = 6;

const domainPrefix = 'domain:';

/** Returns what is recorded for a choice of `ServicePicker`. */
export function serviceOfChoice(choice: string): { readonly serviceId: string | null; readonly rpId: string | null } {
  return choice.startsWith(domainPrefix)
    ? { serviceId: null, rpId: choice.slice(domainPrefix.length) }
    : { serviceId: choice, rpId: null };
}

/**
 * Renders the search for a service of the catalogue by name, Japanese name or domain, those in use here first; Enter takes the first that fits. A domain that the
 * catalogue does not have is a choice of its own.
 */
export function ServicePicker({
  value,
  onChange,
  ownDomains = true,
}: {
  readonly value: string | null;
  /** Gets the id of a service, or a domain; see `serviceOfChoice`. */
  readonly onChange: (choice: string) => void;
  /** Whether a domain that the catalogue does not have may be chosen too. */
  readonly ownDomains?: boolean;
}) {
  const { t, locale, compare } = useTranslation();
  const services = useApp((state) => state.services);
  const enrolments = useInventory((state) => state.snapshot?.enrolments);
  const [search, setSearch] = useState('');
  const group = useId();
  const found = useMemo(() => {
    const sought = foldText(search) ?? '';
    const nameOf = (service: CatalogueService) => serviceNameIn(service, locale);
    const own = ownDomains ? ownDomain(sought, services) : null;
    const used = new Set(enrolments?.map(({ rpId }) => rpId));
    const listed = services
      .filter((service) => textOf(service).includes(sought))
      .map((service) => ({
        id: service.id,
        name: nameOf(service),
        domain: service.rpIds[0] ?? service.domains[0] ?? '',
        isUsed: service.rpIds.some((rpId) => used.has(rpId)),
      }))
      .toSorted((left, right) => Number(right.isUsed) - Number(left.isUsed) || compare(left.name, right.name));
    return own === null
      ? listed
      : [...listed, { id: `${domainPrefix}${own}`, name: own, domain: t('import.matched.own-domain') }];
  }, [t, services, enrolments, search, locale, compare, ownDomains]);
  return (
    <div className={styles['picker']}>
      <TextField
        label={t('window.manual.service')}
        value={search}
        onChange={setSearch}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== 'Enter' || search.trim() === '' || first === undefined || value !== null) return;
          event.preventDefault();
          onChange(first.id);
        }}
        autoFocus
      />
      <div className={styles['list']} role="radiogroup" aria-label={t('window.manual.service')}>
        {found.slice(0, shownAtOnce).map((service) => (
          <label key={service.id} className={styles['option']}>
            <input type="radio" name={group} checked={value === service.id} onChange={() => onChange(service.id)} />
            <span className={styles['name']} title={service.name}>
              {displayText(service.name, 80)}
            </span>
            <span className={styles['domain']} title={service.domain}>
              {service.domain}
            </span>
          </label>
        ))}
        {found.length === 0 ? <p className={styles['none']}>{t('window.manual.no-service')}</p> : null}
        {found.length > shownAtOnce ? (
          <p className={styles['none']}>{t('window.manual.more-services', { count: found.length - shownAtOnce })}</p>
        ) : null}
      </div>
    </div>
  );
}

/** Returns a domain that is typed in full and that no service lists; null for anything else. */
function ownDomain(sought: string, services: readonly CatalogueService[]): string | null {
  const host = sought.replace(/^https?:\/\//, '').replace(/[/?#].*$/, '');
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host) || host.length > 200) return null;
  return services.some(({ rpIds, domains }) => rpIds.includes(host) || domains.includes(host)) ? null : host;
}

function textOf(service: CatalogueService): string {
  return foldText([service.name, service.nameJa ?? '', ...service.rpIds, ...service.domains].join(' ')) ?? '';
}
