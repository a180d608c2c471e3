import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import { type AccountMark, type Importance, importances } from '../../../src-shared/domain/account-mark.ts';
import { api } from '../../api.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

const noMarks: readonly AccountMark[] = [];

/** Renders the choice of how much an account matters; without one the kind of service decides. */
export function AccountImportance({ account }: { readonly account: CoverageAccount }) {
  const { t } = useTranslation();
  const marks = useInventory((state) => state.snapshot?.accountMarks ?? noMarks);
  const mark = markOf(marks, account);
  const set = async (importance: Importance | null) => {
    const { serviceId, userId, userName } = mark ?? account;
    const done = await run(api().inventory.markAccount({ serviceId, userId, userName, importance }));
    if (done !== undefined) announce(t('window.importance.done'));
  };
  return (
    <SelectField
      inline
      label={t('window.importance')}
      value={mark?.importance ?? ''}
      options={[
        { value: '', label: automatic() },
        ...importances.map((value) => ({ value, label: t(`window.importance.${value}`) })),
      ]}
      onChange={(value) => void set(value === '' ? null : value)}
    />
  );

  function automatic(): string {
    if (mark !== null) return t('window.importance.automatic');
    return t('window.importance.automatic-is', { importance: t(`window.importance.${account.importance}`) });
  }
}

/** Finds the mark of this very account: by user handle, else by name. */
function markOf(marks: readonly AccountMark[], account: CoverageAccount): AccountMark | null {
  const ofService = marks.filter((mark) => mark.serviceId === account.serviceId);
  const byHandle = ofService.find((mark) => mark.userId !== null && mark.userId === account.userId);
  const name = foldText(account.userName);
  return byHandle ?? ofService.find((mark) => mark.userId === null && foldText(mark.userName) === name) ?? null;
}
