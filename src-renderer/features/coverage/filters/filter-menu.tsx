import { memo, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { importances } from '../../../../src-shared/domain/account-mark.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { Button } from '../../../components/button.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './filter-menu.module.css';
import { Icon } from '../../../components/icon.tsx';
import { manyColumns } from '../coverage-limits.ts';
import { changeCoverageView, sorts, useCoverageView } from '../coverage-view-store.ts';
import { type AccountFilters, countedFilters, countSet, filterTest, noFilters, ownersOf } from './account-filters.ts';

/** The filters of the matrix; every change shows at once. */
export const FilterMenu = memo(function FilterMenu({
  report,
  entries,
  filters,
  labelOf,
  onChange,
}: {
  readonly report: CoverageReport;
  readonly entries: readonly AccountEntry[];
  readonly filters: AccountFilters;
  readonly labelOf: (keyId: string) => string;
  readonly onChange: (change: Partial<AccountFilters>) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const count = countSet(filters);
  return (
    <>
      <Button ref={trigger} expanded={open} onPress={() => setOpen(!open)}>
        <Icon name="down" size={14} />
        {count === 0 ? t('matrix.filter.open') : t('matrix.filter.open-count', { count })}
      </Button>
      <Popover
        triggerRef={trigger}
        isOpen={open}
        onOpenChange={setOpen}
        placement="bottom start"
        offset={4}
        className={styles['popover'] ?? ''}
      >
        <Dialog aria-label={t('matrix.filter.title')} className={styles['dialog'] ?? ''}>
          <Choices report={report} entries={entries} filters={filters} labelOf={labelOf} onChange={onChange} />
        </Dialog>
      </Popover>
    </>
  );
});

function Choices({
  report,
  entries,
  filters,
  labelOf,
  onChange,
}: {
  readonly report: CoverageReport;
  readonly entries: readonly AccountEntry[];
  readonly filters: AccountFilters;
  readonly labelOf: (keyId: string) => string;
  readonly onChange: (change: Partial<AccountFilters>) => void;
}) {
  const { t, compare } = useTranslation();
  const sort = useCoverageView((state) => state.sort);
  const counts = useMemo(
    () =>
      new Map(
        countedFilters.map((name) => [name, entries.filter(filterTest(report, { ...noFilters, [name]: true })).length]),
      ),
    [report, entries],
  );
  const owners = useMemo(() => ownersOf(report).toSorted(compare), [report, compare]);
  const any = { value: '', label: t('matrix.filter.any') };
  return (
    <>
      {countedFilters.map((name) => (
        <Check
          key={name}
          label={t(`matrix.filter.${name}`)}
          hint={t('matrix.filter.accounts', { count: counts.get(name) ?? 0 })}
          on={filters[name]}
          onChange={(on) => onChange({ [name]: on })}
        />
      ))}
      <SelectField
        label={t('matrix.filter.key')}
        value={filters.keyId ?? ''}
        options={[any, ...report.keys.map(({ keyId }) => ({ value: keyId, label: labelOf(keyId) }))]}
        onChange={(keyId) => onChange({ keyId: keyId === '' ? null : keyId })}
      />
      {owners.length === 0 ? null : (
        <SelectField
          label={t('matrix.filter.owner')}
          value={filters.owner ?? ''}
          options={[any, ...owners.map((owner) => ({ value: owner, label: displayText(owner, 60) }))]}
          onChange={(owner) => onChange({ owner: owner === '' ? null : owner })}
        />
      )}
      <SelectField
        label={t('matrix.filter.importance')}
        value={filters.importance ?? 'any'}
        options={[
          { value: 'any', label: any.label },
          ...importances.map((value) => ({ value, label: t(`matrix.importance.${value}`) })),
        ]}
        onChange={(importance) => onChange({ importance: importance === 'any' ? null : importance })}
      />
      <Check
        label={t('matrix.filter.usedKeys')}
        hint={t('matrix.filter.usedKeys.hint')}
        on={!(filters.unusedKeys ?? report.keys.length <= manyColumns)}
        onChange={(used) => onChange({ unusedKeys: !used })}
      />
      <SelectField
        label={t('window.coverage.sort')}
        value={sort}
        options={sorts.map((value) => ({ value, label: t(`matrix.sort.${value}`) }))}
        onChange={(value) => changeCoverageView({ sort: value })}
      />
    </>
  );
}

function Check({
  label,
  hint,
  on,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <label className={styles['check']}>
      <input
        type="checkbox"
        checked={on}
        aria-label={label}
        aria-describedby={id}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        <span id={id} className={styles['hint']}>
          {hint}
        </span>
      </span>
    </label>
  );
}
