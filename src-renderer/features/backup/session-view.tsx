import { useEffect, useMemo, useRef, useState } from 'react';
import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import { Blocks } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { ViewHead } from '../../components/view-head.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ExportButton } from '../reports/export-button.tsx';
import { AccountSteps } from './account-steps.tsx';
import { chooseAccount, useBackup } from './backup-store.ts';
import styles from './backup-view.module.css';
import { pairNames } from '../../../src-shared/i18n/backup-message.ts';
import { listColumns } from './list-columns.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ReadingMessage } from './reading-message.tsx';
import { tickAfterAnswer } from './read-spare.ts';
import { SpareStrip } from './spare-strip.tsx';
import { useBackupPlan } from './use-backup-plan.ts';
import { Warnings } from './warnings.tsx';

/** Renders one session: progress, the list to work through from the top, and the steps of the chosen account. */
export function SessionView({ session, onLeave }: { readonly session: BackupSession; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const plan = useBackupPlan(session.primaryKeyId, session.spareKeyId, session);
  useTickOnceAnswered(session.id);
  if (plan === null) {
    return (
      <div className={styles['choose']}>
        <h1>{t('backup.title')}</h1>
        <p>{t('backup.session.key-gone')}</p>
        <div className={styles['buttons']}>
          <Button onPress={onLeave}>{t('backup.back')}</Button>
        </div>
      </div>
    );
  }
  return <RunningSession session={session} plan={plan} onLeave={onLeave} />;
}

// A key that was never identified is asked about in its own dialog; what it holds is ticked after the answer.
function useTickOnceAnswered(sessionId: string): void {
  const asked = useBackup((state) => state.question);
  const open = useKeys((state) => state.questions.some((question) => question.handle === asked));
  useEffect(() => {
    if (asked !== null && !open) void tickAfterAnswer(sessionId);
  }, [asked, open, sessionId]);
}

function RunningSession({
  session,
  plan,
  onLeave,
}: {
  readonly session: BackupSession;
  readonly plan: BackupPlan;
  readonly onLeave: () => void;
}) {
  const { t, locale } = useTranslation();
  const chosenId = useBackup((state) => state.accountId);
  const [closing, setClosing] = useState(false);
  const steps = useRef<HTMLHeadingElement>(null);
  const pair = pairNames(plan);
  const { toDo, done, skipped, cannot } = plan.counts;
  const total = toDo + done + skipped;
  const firstOpen = plan.items.find((item) => item.left !== null && item.way === 'add');
  const chosen = plan.items.find(({ account }) => account.accountId === chosenId) ?? firstOpen ?? plan.items[0] ?? null;
  const columns = useMemo(() => listColumns(t, plan, locale), [t, plan, locale]);
  const progress = [
    t('backup.progress', { done, total }),
    ...(skipped > 0 ? [t('backup.progress.skipped', { count: skipped })] : []),
    ...(cannot > 0 ? [t('backup.progress.cannot', { count: cannot })] : []),
    ...(plan.alreadyBoth > 0 ? [t('backup.progress.both', { count: plan.alreadyBoth })] : []),
  ].join(t('coverage.fact.separator'));
  const spoken = t('backup.progress', { done, total });
  const before = useRef(spoken);
  useEffect(() => {
    if (before.current !== spoken) announce(spoken);
    before.current = spoken;
  }, [spoken]);
  // After an account is dealt with the next one that is open is chosen, and its steps are read out.
  const goOn = (from: BackupItem) => {
    const index = plan.items.indexOf(from);
    const rest = [...plan.items.slice(index + 1), ...plan.items.slice(0, index)];
    const next = rest.find((item) => item.left === 'not-done' || item.left === 'not-seen' || item.left === 'vanished');
    chooseAccount(next?.account.accountId ?? from.account.accountId);
    requestAnimationFrame(() => steps.current?.focus());
  };
  return (
    <div className={styles['view']}>
      <ViewHead
        title={<bdi>{t('backup.missing', { ...pair, toDo })}</bdi>}
        facts={
          <>
            <Button onPress={() => setClosing(true)}>{t('backup.close')}</Button>
            <ExportButton kinds={['backup']} primaryKeyId={plan.primary.id} spareKeyId={plan.spare.id} />
            <Button look="quiet" onPress={onLeave}>
              {t('backup.back')}
            </Button>
          </>
        }
      >
        <Blocks
          label={spoken}
          parts={[
            { kind: 'ready', count: done },
            { kind: 'less', count: skipped },
            { kind: 'todo', count: toDo },
          ]}
        />
        <p className={styles['quiet']}>{progress}</p>
      </ViewHead>
      <div className={styles['messages']}>
        <ReadingMessage plan={plan} />
        <Warnings plan={plan} />
      </div>
      {plan.items.length === 0 ? (
        <p className={styles['none']}>{t('backup.nothing-missing')}</p>
      ) : (
        <>
          {toDo === 0 ? <p className={styles['none']}>{t('backup.all-done')}</p> : null}
          <div className={styles['split']}>
            <DataTable
              label={t('backup.list')}
              rows={plan.items}
              columns={columns}
              rowId={(item) => item.account.accountId}
              selectedId={chosen?.account.accountId ?? null}
              selectOnMove
              onOpen={(item) => chooseAccount(item.account.accountId)}
            />
            {chosen === null ? null : (
              <AccountSteps
                key={chosen.account.accountId}
                item={chosen}
                plan={plan}
                sessionId={session.id}
                headingRef={steps}
                onDone={() => goOn(chosen)}
              />
            )}
          </div>
        </>
      )}
      <SpareStrip plan={plan} sessionId={session.id} />
      {closing ? <CloseDialog plan={plan} sessionId={session.id} onClose={() => setClosing(false)} /> : null}
    </div>
  );
}
