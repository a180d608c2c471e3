import { useCallback, useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { Blocks } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { CellMark } from '../../components/cell-mark.tsx';
import { Icon } from '../../components/icon.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { ModeMark } from '../../components/mode-mark.tsx';
import { FixedPanel, PanelSection } from '../../components/panel.tsx';
import { Tally } from '../../components/tally.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { useSpokenAnswer } from '../../components/use-spoken-answer.ts';
import { ViewFoot } from '../../components/view-foot.tsx';
import { ViewHead } from '../../components/view-head.tsx';
import { showView } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { AccountAfterPanel } from './account-after-panel.tsx';
import { type AccountChoice, accountOthersNeed } from './choice-rows.ts';
import { LossChips } from './loss-chips.tsx';
import { type LossGroup, lossGroups } from './loss-groups.ts';
import { clearChoices, isSameChoice, type LossChoice, type LossMode } from './loss-store.ts';
import { LossTable } from './loss-table.tsx';
import { lossTitle } from './loss-text.ts';
import { RecordedLosses } from './recorded-losses.tsx';
import { useChoiceRows } from './use-choice-rows.ts';
import { useLossNames } from './use-loss-names.ts';
import { useLossQuestion } from './use-loss-question.ts';
import { WayBackPanel } from './way-back-panel.tsx';
import styles from './what-if-view.module.css';

const noGroups: ReadonlySet<LossGroup> = new Set();
const blockKinds = {
  closed: 'critical',
  unknown: 'unknown',
  back: 'warning',
  less: 'less',
  untouched: 'survives',
} as const;
const tones = { closed: 'critical', unknown: 'unknown', back: 'warning', less: null, untouched: 'done' } as const;

/**
 * Renders what follows if something is lost: what closes, what comes back and in which order. Nothing is stored. In the mode `loss` it is
 * the beginning of a record: nothing is chosen yet, and the answer ends with recording it.
 */
export function WhatIfView({
  mode,
  snapshot,
  report,
}: {
  readonly mode: LossMode;
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
}) {
  const { t } = useTranslation();
  const question = useLossQuestion(mode, snapshot, report);
  const names = useLossNames(snapshot, report);
  const [shown, setShown] = useState(noGroups);
  const [accountId, setAccountId] = useState<string | null>(null);
  const { chosen, lost, groups, loss } = question;
  const rows = useChoiceRows(snapshot, report, useOffered(chosen));
  const isEmpty = chosen.length === 0;
  const counts = Object.fromEntries(lossGroups.map((group) => [group, groups[group].length])) as Record<
    LossGroup,
    number
  >;
  const summary = t('what-if.counts', counts);
  const title = isEmpty
    ? t(`what-if.empty.${mode}`)
    : lossTitle(
        t,
        chosen,
        rows.filter(({ choice }) => chosen.some((one) => isSameChoice(one, choice))).map(({ name }) => name),
        { closed: counts.closed, total: report.totals.accounts },
      );
  useSpokenAnswer(isEmpty ? null : summary);
  const leave = (): void => {
    clearChoices(mode);
    if (mode === 'what-if') showView('coverage');
  };
  useEscape(leave);
  const present = lossGroups.filter((group) => counts[group] > 0);
  const selected = useMemo(
    () => lossGroups.flatMap((group) => groups[group]).find(({ account }) => account.accountId === accountId) ?? null,
    [groups, accountId],
  );
  return (
    <div className={styles['view']}>
      <ViewHead
        before={<ModeMark>{t(mode === 'what-if' ? 'what-if.mark' : 'window.nav.loss')}</ModeMark>}
        title={title}
        facts={
          <>
            <span>{t('what-if.nothing-stored')}</span>
            {mode === 'what-if' || !isEmpty ? (
              <>
                <Button onPress={leave}>
                  <Icon name="undo" size={14} />
                  {t(mode === 'what-if' ? 'what-if.leave' : 'window.loss.clear')}
                </Button>
                <Keycap keys="Esc" />
              </>
            ) : null}
          </>
        }
      >
        {isEmpty ? (
          <p className={styles['hint']}>
            {t(snapshot.keys.length === 0 ? 'window.loss.no-keys' : `what-if.hint.${mode}`)}
          </p>
        ) : (
          <>
            <Blocks
              label={summary}
              parts={lossGroups.map((group) => ({ kind: blockKinds[group], count: counts[group] }))}
            />
            <Tally
              label={t('what-if.tally')}
              items={present.map((group) => ({
                id: group,
                tone: tones[group],
                count: counts[group],
                text: t(`what-if.group.${group}`),
              }))}
              selected={shown}
              onChange={setShown}
            />
          </>
        )}
        <LossChips mode={mode} snapshot={snapshot} report={report} rows={rows} chosen={chosen} lost={lost} />
      </ViewHead>
      {report.keys.length === 0 ? null : (
        <div className={styles['body']}>
          <div className={styles['table']}>
            <LossTable
              mode={mode}
              snapshot={snapshot}
              report={report}
              groups={groups}
              lostKeyIds={loss.lostKeyIds}
              isAsked={!isEmpty}
              names={names}
              shown={shown}
              selectedId={selected?.account.accountId ?? null}
              onOpen={setAccountId}
            />
            <ViewFoot
              legend={
                <>
                  <span>
                    <CellMark kind="lost" small /> {t('what-if.legend.lost')}
                  </span>
                  <span>
                    <CellMark kind="read" small /> {t('what-if.legend.read')}
                  </span>
                  <span>
                    <CellMark kind="manual" small /> {t('what-if.legend.manual')}
                  </span>
                </>
              }
            >
              <span>
                <Keycap keys="L" /> {t('what-if.legend.lose')}
              </span>
            </ViewFoot>
          </div>
          {isEmpty ? (
            <FixedPanel title={t(mode === 'loss' ? 'window.loss.recorded' : 'what-if.way-back')}>
              <PanelSection>
                <p className={styles['quiet']}>{t(`what-if.panel.${mode}`)}</p>
                {mode === 'loss' ? <RecordedLosses losses={snapshot.losses} /> : null}
              </PanelSection>
            </FixedPanel>
          ) : selected === null ? (
            <WayBackPanel mode={mode} report={report} question={question} names={names} summary={summary} />
          ) : (
            <AccountAfterPanel
              grouped={selected}
              plan={question.plan}
              names={names}
              onClose={() => setAccountId(null)}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Returns what takes the accounts that have a chip: those that others depend on, and what is chosen. */
function useOffered(chosen: readonly LossChoice[]): AccountChoice {
  const ids = chosen.flatMap(({ kind, id }) => (kind === 'account' ? [id] : [])).join('\n');
  return useCallback(
    (accountId, dependents) => accountOthersNeed(accountId, dependents) || ids.split('\n').includes(accountId),
    [ids],
  );
}
