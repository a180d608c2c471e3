import { useEffect, useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { LossChip } from '../../components/chip.tsx';
import { Icon } from '../../components/icon.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { ViewHead } from '../../components/view-head.tsx';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { QuestionDialog } from '../questions/question-dialog.tsx';
import { entriesOf } from '../coverage/account-entry.ts';
import { headlineText } from '../coverage/coverage-text.ts';
import { AccountPanel } from '../coverage/panel/account-panel.tsx';
import { AccountTable } from '../coverage/table/account-table.tsx';
import { useKeyLabels } from '../coverage/use-key-labels.ts';
import styles from './what-if-view.module.css';
import { isPlaceLost, lostOf, type LostThings, namedPlaces, toggleKey, togglePlace } from './lost-things.ts';
import { lossHeadlineText } from './loss-headline.ts';
import { lossRows } from './loss-rows.ts';

/** More places would take the room of the table. */
const mostPlaces = 6;
const noTerms: readonly string[] = [];
const addNothing = () => null;
const ignore = () => undefined;

/** Renders what would follow from a loss: nothing of it is stored. Esc goes back. */
export function WhatIfView({
  report,
  lost,
  onChange,
  onClose,
}: {
  readonly report: CoverageReport;
  readonly lost: LostThings;
  readonly onChange: (lost: LostThings) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { labels, labelOf } = useKeyLabels(report);
  const [open, setOpen] = useState<{ readonly accountId: string; readonly keyId: string | null } | null>(null);
  const [asking, setAsking] = useState(false);
  const places = useMemo(() => namedPlaces(report), [report]);
  const loss = useMemo(() => simulateLoss(report, lostOf(lost)), [report, lost]);
  const isNothing = loss.lostKeyIds.length + loss.lostWayIds.length + loss.lostDeviceIds.length === 0;
  const rows = useMemo(() => lossRows(t, report, isNothing ? null : loss), [t, report, loss, isNothing]);
  const headline = isNothing ? headlineText(t, report) : lossHeadlineText(t, report, loss, { lost, places, labelOf });
  const struck = useMemo(
    () => new Set([...lost.keyIds, ...report.keys.flatMap((key) => (key.lost ? [key.keyId] : []))]),
    [lost, report],
  );
  useEscape(onClose);
  useEffect(() => {
    if (isNothing) return;
    // Of several presses one after the other only the last answer is worth hearing.
    const timer = setTimeout(() => announce(headline), 150);
    return () => clearTimeout(timer);
  }, [headline, isNothing]);
  const chosen =
    open === null ? undefined : entriesOf(report).find(({ account }) => account.accountId === open.accountId);
  return (
    <div className={styles['view']}>
      <ViewHead
        title={headline}
        facts={
          <>
            <span>{t('window.coverage.nothing-stored')}</span>
            <Button look="quiet" onPress={onClose}>
              <Icon name="close" size={14} />
              {t('window.coverage.clear-what-if')}
            </Button>
          </>
        }
      >
        <ul className={styles['chips']} aria-label={t('matrix.places')}>
          {places.slice(0, mostPlaces).map((place) => (
            <li key={`${place.kind} ${place.place}`}>
              <LossChip
                before={<Icon name={place.kind === 'ring' ? 'bag' : 'place'} size={14} />}
                state={isPlaceLost(lost, place) ? 'chosen' : 'kept'}
                onChange={() => onChange(togglePlace(lost, place))}
              >
                {displayText(place.place, 60)}
              </LossChip>
            </li>
          ))}
        </ul>
      </ViewHead>
      <div className={styles['body']}>
        <AccountTable
          report={report}
          keys={report.keys}
          rows={rows}
          labels={labels}
          lost={struck}
          asked={lost.keyIds}
          suggestedKeyId={null}
          words={noTerms}
          compact={false}
          selectedAccountId={open?.accountId ?? null}
          additionFor={addNothing}
          onAdd={ignore}
          onOpen={(accountId, keyId) => setOpen({ accountId, keyId })}
          onAsk={(keyId) => onChange(toggleKey(lost, keyId))}
        />
        {open === null || chosen === undefined ? null : (
          <AccountPanel
            key={`${open.accountId} ${open.keyId ?? ''}`}
            entry={chosen}
            keyId={open.keyId}
            report={report}
            labelOf={labelOf}
            addition={null}
            after={loss.touched.find(({ account }) => account === chosen.account) ?? null}
            onAdd={ignore}
            onOpen={(accountId) => setOpen({ accountId, keyId: null })}
            onAsk={() => setAsking(true)}
            onClose={() => setOpen(null)}
          />
        )}
      </div>
      {asking && chosen !== undefined ? (
        <QuestionDialog aboutAccountId={chosen.account.accountId} onClose={() => setAsking(false)} />
      ) : null}
    </div>
  );
}
