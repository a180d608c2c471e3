import { useState } from 'react';
import type { ImportChoices, ImportPreview, ImportReading } from '../../../src-shared/domain/imports.ts';
import { importNoteMessage, importProblemMessage } from '../../../src-shared/i18n/import-message.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ConflictList } from './conflict-list.tsx';
import { closeRecordDialog, openRecordDialog } from './import-store.ts';
import styles from './import.module.css';
import { PreviewTable } from './preview-table.tsx';
import { ReadingForm } from './reading-form.tsx';

const noChoices: ImportChoices = { others: 'ours', byId: {} };

/** Renders what an import would record before anything is; all of it happens, or nothing. */
export function PreviewDialog({ preview, text }: { readonly preview: ImportPreview; readonly text: string | null }) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState(noChoices);
  const typed = text !== null;
  const { counts, problemCount, conflictCount } = preview;
  const ticked = Object.values(choices.lines ?? {}).filter(Boolean).length;
  const writes = counts.keys + counts.enrolments + counts.otherWays + counts.changed + conflictCount + ticked;
  // A service is never guessed: where several are called so, the person says which.
  const undecided = preview.conflicts.some(({ kind, id }) => kind === 'service' && choices.byId[id] === undefined);
  const ready = problemCount === 0 && writes > 0 && !undecided;
  const reread = async (reading: ImportReading) => {
    const again = await run(api().imports.reread({ token: preview.token, reading }));
    if (again !== undefined) openRecordDialog({ type: 'preview', preview: again, text });
  };
  const keepMapping = async () => {
    if ((await run(api().imports.keepMapping({ token: preview.token, choices }))) !== undefined) {
      showDone(t('import.mapping.kept'));
    }
  };
  const apply = async () => {
    const applied = await run(api().imports.apply({ token: preview.token, choices }));
    if (applied === undefined) return;
    showDone(t('import.done', { count: applied.count }));
    closeRecordDialog();
  };
  return (
    <Dialog
      wide
      title={t(typed ? 'import.title.typed' : 'import.title')}
      onClose={closeRecordDialog}
      actions={
        <>
          {typed ? (
            <Button look="quiet" onPress={() => openRecordDialog({ type: 'lines', text })}>
              {t('import.typed.back')}
            </Button>
          ) : null}
          <Button onPress={closeRecordDialog}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onPress={() => void apply()}>
            {t(typed ? 'import.apply.typed' : 'import.apply')}
          </Button>
        </>
      }
    >
      <ReadingForm preview={preview} onChange={(reading) => void reread(reading)} onKeep={() => void keepMapping()} />
      {problemCount > 0 ? (
        <Problems preview={preview} typed={typed} onNotSecret={(line) => void reread(withoutSecret(preview, line))} />
      ) : (
        <>
          <p className={styles['summary']}>{t('import.summary', counts)}</p>
          {writes === 0 ? <Message tone="done">{t('import.nothing-new')}</Message> : null}
          {conflictCount === 0 ? null : <ConflictList preview={preview} choices={choices} onChange={setChoices} />}
          {preview.conflicts.some(({ kind }) => kind === 'service') && !undecided ? (
            <Button onPress={() => void keepMapping()}>{t('import.services.keep')}</Button>
          ) : null}
          {undecided ? <p className={styles['quiet']}>{t('import.conflict.choose-services')}</p> : null}
          <Notes preview={preview} />
          <PreviewTable preview={preview} choices={choices} onChange={setChoices} />
        </>
      )}
    </Dialog>
  );
}

/** Returns a reading of the file in which a line is said to hold no secret. */
function withoutSecret({ reading }: ImportPreview, line: number): ImportReading {
  return { ...reading, notSecret: reading.notSecret === 'all' ? 'all' : [...reading.notSecret, line] };
}

function Problems({
  preview,
  typed,
  onNotSecret,
}: {
  readonly preview: ImportPreview;
  readonly typed: boolean;
  readonly onNotSecret: (line: number) => void;
}) {
  const { t } = useTranslation();
  const sentences = [...new Set(preview.problems.map((problem) => importProblemMessage(t, problem)))];
  const codes = preview.problems.filter(({ code }) => code === 'looks-like-code');
  const lines = [...new Set(codes.map(({ line }) => line))].filter((line) => line !== null);
  return (
    <>
      <Message tone="critical">
        {t(typed ? 'import.problems.typed' : 'import.problems', { count: preview.problemCount })}
      </Message>
      <Sentences sentences={sentences} label={t('import.problems', { count: preview.problemCount })} />
      <FurtherRows count={preview.problemCount - preview.problems.length} />
      {lines.map((line) => (
        <Button key={line} onPress={() => onNotSecret(line)}>
          {t('import.not-secret.line', { line })}
        </Button>
      ))}
    </>
  );
}

function Notes({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  if (preview.noteCount === 0) return null;
  const sentences = [...new Set(preview.notes.map((note) => importNoteMessage(t, note)))];
  return (
    <section>
      <h3 className={styles['heading']}>{t('import.notes')}</h3>
      <Sentences sentences={sentences} label={t('import.notes')} />
      <FurtherRows count={preview.noteCount - preview.notes.length} />
    </section>
  );
}

function Sentences({ sentences, label }: { readonly sentences: readonly string[]; readonly label: string }) {
  return (
    <ul className={styles['sentences']} aria-label={label} tabIndex={0}>
      {sentences.map((sentence) => (
        <li key={sentence}>
          <OutsideText text={sentence} maximum={400} />
        </li>
      ))}
    </ul>
  );
}

function FurtherRows({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return count <= 0 ? null : <p className={styles['quiet']}>{t('import.more', { count })}</p>;
}
