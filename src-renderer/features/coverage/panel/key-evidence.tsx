import { useState } from 'react';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { cellOf, isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { Enrolment } from '../../../../src-shared/domain/enrolment.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { OutsideText, RpId } from '../../../components/outside-text.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useInventory } from '../../../stores/inventory-store.ts';
import { showKey } from '../../../stores/navigation-store.ts';
import { run } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { gapText } from '../coverage-text.ts';
import styles from './account-panel.module.css';
import { EvidenceMark } from '../evidence-mark.tsx';
import { ManualRecordDialog } from '../../records/manual-record-dialog.tsx';

/** Renders how it is known whether one key opens one account: the source, the date, the passkey. */
export function KeyEvidence({
  entry,
  keyId,
  report,
  onClose,
}: {
  readonly entry: AccountEntry;
  readonly keyId: string;
  readonly report: CoverageReport;
  readonly onClose: () => void;
}) {
  const { t, dateTime } = useTranslation();
  const { account } = entry;
  const enrolments = useInventory((state) => state.snapshot?.enrolments ?? none);
  const [recording, setRecording] = useState(false);
  const key = report.keys.find((one) => one.keyId === keyId);
  if (key === undefined) return null;
  const cell = cellOf(report, account, keyId);
  const shown = enrolments.filter((one) => cell.enrolmentIds.includes(one.id));
  const explain = (): string => {
    switch (cell.evidence) {
      case 'read':
        return t('window.evidence.read.long', { at: cell.asOf === null ? '–' : dateTime(cell.asOf) });
      case 'told':
        return t('window.evidence.told.long', { at: cell.asOf === null ? '–' : dateTime(cell.asOf) });
      case 'absent':
        return t('window.evidence.absent.long', { at: cell.asOf === null ? '–' : dateTime(cell.asOf) });
      case 'unknown':
        return key.lastRead === null ? t('window.evidence.unknown.never-read') : t('window.evidence.unknown.long');
    }
  };
  const notes = [
    ...(cell.stale ? [{ tone: 'warning' as const, text: t('matrix.evidence.stale') }] : []),
    ...(key.lost
      ? [{ tone: 'warning' as const, text: t('matrix.evidence.key-lost') }]
      : key.outOfUse
        ? [{ tone: 'notice' as const, text: t('matrix.evidence.out-of-use') }]
        : []),
    // What is wrong with the key matters here only where it is said to open the account.
    ...(isRecorded(cell) ? key.gaps.map((gap) => ({ tone: gap.severity, text: gapText(t, gap) })) : []),
  ];
  return (
    <div className={styles['stack']}>
      <ul className={styles['list']}>
        <li>
          <EvidenceMark evidence={cell.evidence} stale={cell.stale} />
          <p>{explain()}</p>
        </li>
        {notes.map((note) => (
          <li key={note.text}>
            <ToneIcon tone={note.tone} />
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
      {shown.map((enrolment) => (
        <Facts key={enrolment.id} enrolment={enrolment} />
      ))}
      <div className={styles['actions']}>
        {cell.evidence === 'unknown' || cell.evidence === 'absent' ? (
          <Button onPress={() => setRecording(true)}>{t('window.evidence.record')}</Button>
        ) : null}
        {shown
          .filter((enrolment) => enrolment.evidence === 'told' && enrolment.vanishedAt === null)
          .map((enrolment) => (
            <Button
              key={enrolment.id}
              onPress={() => {
                onClose();
                void run(api().inventory.removeManual({ enrolmentId: enrolment.id }));
              }}
            >
              {t('window.evidence.remove-manual')}
            </Button>
          ))}
        <Button look="quiet" onPress={() => showKey({ type: 'remembered', keyId }, 'passkeys')}>
          {t('window.evidence.show-key')}
        </Button>
      </div>
      {recording ? <ManualRecordDialog keyId={keyId} account={entry} onClose={() => setRecording(false)} /> : null}
    </div>
  );
}

const none: readonly Enrolment[] = [];

function Facts({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t, dateTime } = useTranslation();
  const facts = [
    [t('window.passkey.user-name'), enrolment.userName],
    [t('window.passkey.display-name'), enrolment.userDisplayName],
    [t('window.passkey.first-seen'), dateTime(enrolment.firstSeen)],
    [t('window.passkey.vanished'), enrolment.vanishedAt === null ? null : dateTime(enrolment.vanishedAt)],
    [t('window.passkey.credential-id'), enrolment.credentialId],
    [t('window.manual.note'), enrolment.note],
  ] as const;
  return (
    <dl className={styles['facts']}>
      {enrolment.rpId === null ? null : (
        <>
          <dt>{t('window.passkey.rp-id')}</dt>
          <dd>
            <RpId rpId={enrolment.rpId} />
          </dd>
        </>
      )}
      {facts.map(([name, value]) =>
        value === null || value === '' ? null : <FactLine key={name} name={name} value={value} />,
      )}
    </dl>
  );
}

function FactLine({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <OutsideText text={value} maximum={200} />
      </dd>
    </>
  );
}
