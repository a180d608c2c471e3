import { useMemo } from 'react';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { Sentences } from '../../components/sentences.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import { rowReason } from '../../components/row-reason.ts';
import { useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';
import { openReset } from './reset-store.ts';

/** Renders the row of the reset: what it takes away, how many accounts then have no way in, and why it is not possible. */
export function ResetRow({
  plugged,
  keyId,
  existing,
}: {
  readonly plugged: KeyView;
  readonly keyId: string | null;
  /** Passkeys at the last reading. */
  readonly existing: number | null;
}) {
  const { t } = useTranslation();
  const report = useCoverage();
  const selection = useNavigation((state) => state.selection);
  const closed = useMemo(
    () => (report === null || keyId === null ? 0 : simulateLoss(report, { keyIds: [keyId] }).counts['locked-out']),
    [report, keyId],
  );
  const { handle, facts } = plugged;
  if (facts === null) return null;
  const can = facts.capabilities.reset;
  const passkeys = facts.passkeys.existing ?? existing ?? -1;
  return (
    <SettingRow
      name={t('window.can.reset')}
      value=""
      meaning={
        rowReason(t, can) ?? (
          <Sentences>
            {t('key-reset.row.meaning', { passkeys })}
            {closed === 0 ? null : <b>{t('key-reset.row.closed', { count: closed })}</b>}
          </Sentences>
        )
      }
      action={{
        label: t('key-reset.row.button'),
        possible: can.answer !== 'no',
        destructive: true,
        onPress: () => {
          if (selection !== null) openReset(handle, selection);
        },
      }}
    />
  );
}
