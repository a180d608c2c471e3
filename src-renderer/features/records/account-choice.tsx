import { SelectField } from '../../components/select-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { accountText } from '../coverage/coverage-text.ts';
import { useCoverage } from '../coverage/use-coverage.ts';

/** Renders the choice of the account of a service that a record belongs to, where the service has several. Empty: not said. */
export function AccountChoice({
  serviceId,
  value,
  onChange,
}: {
  /** Service of the report; null while none is chosen. */
  readonly serviceId: string | null;
  readonly value: string;
  readonly onChange: (accountId: string) => void;
}) {
  const { t } = useTranslation();
  const accounts = useCoverage()?.services.find((service) => service.serviceId === serviceId)?.accounts ?? [];
  if (accounts.length < 2) return null;
  return (
    <SelectField
      label={t('way.account')}
      value={accounts.some(({ accountId }) => accountId === value) ? value : ''}
      options={[
        { value: '', label: t('way.account.ask') },
        ...accounts.map((account) => ({ value: account.accountId, label: accountText(t, account) })),
      ]}
      onChange={onChange}
    />
  );
}
