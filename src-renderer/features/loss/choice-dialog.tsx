import { useDeferredValue, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { type AssumedThings, choiceState } from './assumed-loss.ts';
import { anyAccount } from './choice-rows.ts';
import { choiceKinds, choose, type LossChoice, type LossMode } from './loss-store.ts';
import { useChoiceRows } from './use-choice-rows.ts';
import styles from './loss-chips.module.css';

/** Beyond this a person searches; a list of a thousand boxes serves nobody. */
const shownAtMost = 150;

/** Renders everything that can be assumed lost, found by its name, its place or its owner. */
export function ChoiceDialog({
  mode,
  snapshot,
  report,
  chosen,
  lost,
  onClose,
}: {
  readonly mode: LossMode;
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
  readonly chosen: readonly LossChoice[];
  readonly lost: AssumedThings;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const rows = useChoiceRows(snapshot, report, anyAccount);
  const [search, setSearch] = useState('');
  const sought = foldText(useDeferredValue(search)) ?? '';
  const found = rows.filter((row) => row.sought.includes(sought));
  const shown = found.slice(0, shownAtMost);
  return (
    <Dialog
      title={t('window.loss.what')}
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t('window.common.close')}
        </Button>
      }
    >
      <div className={styles['find']}>
        <SearchField label={t('window.loss.search')} value={search} onChange={setSearch} />
      </div>
      {found.length === 0 ? <p className={styles['quiet']}>{t('window.loss.no-match')}</p> : null}
      {choiceKinds.map((kind) => {
        const own = shown.filter(({ choice }) => choice.kind === kind);
        return own.length === 0 ? null : (
          <fieldset key={kind} className={styles['group']}>
            <legend>{t(`window.loss.group.${kind}`)}</legend>
            {own.map(({ choice, name, detail }) => {
              const state = choiceState(choice, chosen, lost);
              return (
                <Checkbox
                  key={choice.id}
                  checked={state !== 'kept'}
                  disabled={state === 'with-another'}
                  detail={detail === '' ? null : <bdi>{displayText(detail, 160)}</bdi>}
                  onChange={(on) => choose(mode, choice, on)}
                >
                  <bdi>{displayText(name, 120)}</bdi>
                </Checkbox>
              );
            })}
          </fieldset>
        );
      })}
      {found.length > shown.length ? (
        <p className={styles['quiet']}>{t('window.loss.more', { count: found.length - shown.length })}</p>
      ) : null}
    </Dialog>
  );
}
