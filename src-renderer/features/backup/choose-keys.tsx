import { useMemo, useState } from 'react';
import { suggestPair } from '../../../src-shared/plans/backup-pair.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { Message } from '../../components/message.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showSession } from './backup-store.ts';
import styles from './backup-view.module.css';
import { UnfinishedSession } from './unfinished-session.tsx';
import { PassSection } from './pass-section.tsx';
import { useBackupPlan } from './use-backup-plan.ts';
import { Warnings } from './warnings.tsx';

const noKeys: readonly InventoryKey[] = [];

/** Asks which key has the accounts and which spare is to get them; lists the sessions that were not finished. */
export function ChooseKeys({
  report,
  sessions,
}: {
  readonly report: CoverageReport;
  readonly sessions: readonly BackupSession[];
}) {
  const { t } = useTranslation();
  const records = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const plugged = useKeys((state) => state.keys);
  const suggested = useMemo(() => suggestPair(report), [report]);
  const [chosen, setChosen] = useState<{ primary: string | null; spare: string | null }>({
    primary: null,
    spare: null,
  });
  const primaryId = chosen.primary ?? suggested?.primaryKeyId ?? '';
  const spareId = chosen.spare ?? suggested?.spareKeyId ?? '';
  const plan = useBackupPlan(primaryId, spareId, null);
  const open = sessions.filter(({ closedAt }) => closedAt === null);
  const names = useMemo(
    () => distinctLabels(t, report.keys, new Map(records.map((key) => [key.id, key]))),
    [t, report, records],
  );
  // A key that is recorded as lost is not at hand; a retired one may still let its person in.
  const options = report.keys.flatMap(({ keyId, label, lost }, index) => {
    if (lost) return [];
    const name = names[index]?.full ?? label;
    const there = plugged.some((key) => key.remembered?.keyId === keyId);
    return [{ value: keyId, label: there ? t('backup.key.plugged', { label: name }) : name }];
  });
  const same = open.some(({ primaryKeyId, spareKeyId }) => primaryKeyId === primaryId && spareKeyId === spareId);
  const start = async () => {
    const started = await run(api().backup.start({ primaryKeyId: primaryId, spareKeyId: spareId }));
    if (started !== undefined) showSession(started.sessionId);
  };
  return (
    <div className={styles['choose']}>
      <header>
        <h1>{t('backup.title')}</h1>
        <p className={styles['quiet']}>{t('backup.explain')}</p>
      </header>
      {suggested === null ? (
        <Message tone="notice">{t('backup.few-keys')}</Message>
      ) : (
        <>
          <div className={styles['pair']}>
            <SelectField
              label={t('backup.primary')}
              value={primaryId}
              options={options}
              onChange={(primary) => setChosen({ ...chosen, primary })}
            />
            <SelectField
              label={t('backup.spare')}
              value={spareId}
              options={options}
              onChange={(spare) => setChosen({ ...chosen, spare })}
            />
          </div>
          {plan === null ? (
            <Message tone="notice">{t('backup.same-key')}</Message>
          ) : (
            <>
              <p>
                {t('backup.preview', { toDo: plan.counts.toDo + plan.counts.skipped, both: plan.alreadyBoth }).trim()}
              </p>
              <Warnings plan={plan} />
            </>
          )}
          <div className={styles['buttons']}>
            <Button look="primary" disabled={plan === null} onPress={() => void start()}>
              {t(same ? 'backup.continue-same' : 'backup.start')}
            </Button>
          </div>
        </>
      )}
      {open.length === 0 ? null : (
        <section className={styles['sessions']} aria-labelledby="backup-sessions">
          <h2 id="backup-sessions">{t('backup.sessions')}</h2>
          <ul>
            {open.map((session) => (
              <UnfinishedSession key={session.id} session={session} />
            ))}
          </ul>
        </section>
      )}
      <PassSection />
    </div>
  );
}
