import { useState } from 'react';
import {
  type ReportRequest,
  type ReportFormat,
  reportFormats,
  type ReportKind,
} from '../../../src-shared/domain/report.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { announce } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

/** The subject of a report where it is opened; a pair of keys for the list of a backup session. */
export interface ReportStart {
  /** The reports to choose from; the first one is proposed. */
  readonly kinds: readonly [ReportKind, ...ReportKind[]];
  readonly primaryKeyId?: string;
  readonly spareKeyId?: string;
}

/** Asks what goes into a report and in which form, and has it written where the person says. */
export function ExportDialog({ start, onClose }: { readonly start: ReportStart; readonly onClose: () => void }) {
  const { t, locale } = useTranslation();
  const [kind, setKind] = useState<ReportKind>(start.kinds[0]);
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [language, setLanguage] = useState<ReportRequest['language']>(locale);
  const [withIdentifiers, setWithIdentifiers] = useState(false);
  const [gapsOnly, setGapsOnly] = useState(false);
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  const listsAccounts = kind === 'coverage' || kind === 'inventory';
  // The button is not disabled meanwhile: that would take the focus away from the dialog, and Esc with it.
  const write = async () => {
    if (busy) return;
    setBusy(true);
    setFile(null);
    const written = await run(
      api().reports.export({
        kind,
        format,
        language,
        withIdentifiers: withIdentifiers && listsAccounts,
        gapsOnly: gapsOnly && kind === 'coverage',
        lostKeyIds: [],
        lostWayIds: [],
        pinKnownKeyIds: [],
        lossId: null,
        primaryKeyId: start.primaryKeyId ?? null,
        spareKeyId: start.spareKeyId ?? null,
      }),
    );
    setBusy(false);
    if (written === undefined || written === null) return;
    setFile(written.file);
    announce(t('window.report.done', { file: written.file }));
  };
  return (
    <Dialog
      title={t('window.report.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(file === null ? 'window.common.cancel' : 'window.common.close')}</Button>
          <Button look="primary" onPress={() => void write()}>
            {t(busy ? 'window.report.busy' : 'window.report.write')}
          </Button>
        </>
      }
    >
      {start.kinds.length === 1 ? (
        <p>{t(`window.report.kind.${kind}`)}</p>
      ) : (
        <SelectField
          label={t('window.report.kind')}
          value={kind}
          options={start.kinds.map((value) => ({ value, label: t(`window.report.kind.${value}`) }))}
          onChange={setKind}
        />
      )}
      <SelectField
        label={t('window.report.format')}
        value={format}
        options={reportFormats.map((value) => ({ value, label: t(`window.report.format.${value}`) }))}
        onChange={setFormat}
      />
      <SelectField
        label={t('window.report.language')}
        value={language}
        options={[
          { value: 'en', label: 'English' },
          { value: 'ja', label: '日本語' },
        ]}
        onChange={setLanguage}
      />
      {kind === 'coverage' ? (
        <Checkbox checked={gapsOnly} onChange={setGapsOnly}>
          {t('window.report.gaps-only')}
        </Checkbox>
      ) : null}
      {listsAccounts ? (
        <Checkbox
          checked={withIdentifiers}
          detail={t('window.report.identifiers.detail')}
          onChange={setWithIdentifiers}
        >
          {t('window.report.identifiers')}
        </Checkbox>
      ) : null}
      {file === null ? null : (
        <Message tone="done">
          <p>{t('window.report.written')}</p>
          <p>
            <OutsideText text={file} />
          </p>
          <p>
            <Button look="link" onPress={() => void api().reports.showLast()}>
              {t('window.report.show')}
            </Button>
          </p>
        </Message>
      )}
    </Dialog>
  );
}
