import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { SelectField, type SelectOption } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { QuestionContext } from './question-text.ts';

interface SelectProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const noKeys: readonly InventoryKey[] = [];

/** Renders the choice of a key that is in use. */
export function KeySelect({ value, onChange }: SelectProps) {
  const { t } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const inUse = keys.filter(({ role, lostAt }) => role !== 'retired' && lostAt === null);
  const labels = distinctLabels(
    t,
    inUse.map(({ id, label }) => ({ keyId: id, label })),
    new Map(inUse.map((key) => [key.id, key])),
  );
  return (
    <SelectField
      label={t('ask.key')}
      value={value}
      options={[
        { value: '', label: t('ask.choose') },
        ...inUse.map(({ id, label }, index) => ({ value: id, label: labels[index]?.full ?? label })),
      ]}
      onChange={onChange}
    />
  );
}

/** Renders the choice of an account of the report. */
export function AccountSelect({
  world: { t, locale, report },
  value,
  onChange,
}: SelectProps & { readonly world: QuestionContext }) {
  const { compare } = useTranslation();
  const nameOf = accountNames(t, locale, report);
  const options = report.services
    .flatMap(({ accounts }) => accounts)
    .map(({ accountId }) => ({ value: accountId, label: displayText(nameOf(accountId), 200) }))
    .toSorted((left, right) => compare(left.label, right.label));
  return (
    <SelectField
      label={t('ask.account')}
      value={value}
      options={[{ value: '', label: t('ask.choose') }, ...options]}
      onChange={onChange}
    />
  );
}

/** Renders the choice of a phone or computer that is recorded; `more` are other choices. */
export function DeviceSelect({
  devices,
  value,
  onChange,
  more = [],
}: SelectProps & { readonly devices: readonly Device[]; readonly more?: readonly SelectOption<string>[] }) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('ask.device')}
      value={value}
      options={[
        { value: '', label: t('ask.choose') },
        ...devices
          .filter(({ lostAt }) => lostAt === null)
          .map(({ id, label }) => ({ value: id, label: displayText(label, 80) })),
        ...more,
      ]}
      onChange={onChange}
    />
  );
}
